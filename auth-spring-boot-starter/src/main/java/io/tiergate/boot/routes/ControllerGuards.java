package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Guard.Need;
import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.boot.web.RequiredByMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** What the base class of a {@link ProtectedController} guards. */
final class ControllerGuards {

    private static final String DENIES = "denies everyone, since nothing is named";

    private ControllerGuards() {}

    /** @param methods those of the handler, empty for all */
    static List<Guard> of(MethodTarget target, Set<String> methods) {
        if (!ProtectedController.class.isAssignableFrom(target.type())) {
            return List.of();
        }
        Object bean = target.bean();
        RequiredByMethod required = bean == null ? null : RequiredByMethod.of(bean);
        if (required == null) {
            return List.of(Guard.other(Guarding.CONTROLLER, "what the controller names when it is made"));
        }
        Set<String> permissions = new LinkedHashSet<>();
        List<@Nullable Need> needs = new ArrayList<>();
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        for (String method : methods.isEmpty() ? UrlRules.ALL_METHODS : methods) {
            HttpMethod asked = HttpMethod.valueOf(method);
            String text = required.describe(asked);
            Set<String> named = required.permissions(asked);
            permissions.addAll(named);
            needs.add(text == null ? held -> false : Need.of(required.requirement(asked)));
            texts.computeIfAbsent(text == null ? DENIES : text, key -> new LinkedHashSet<>())
                    .add(method);
        }
        return List.of(new Guard(Guarding.CONTROLLER, text(texts), permissions, either(needs)));
    }

    private static String text(Map<String, Set<String>> texts) {
        return texts.size() == 1
                ? texts.keySet().iterator().next()
                : texts.entrySet().stream()
                        .map(each -> String.join("|", each.getValue()) + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** One reaches a handler who reaches it by one of its methods. */
    private static @Nullable Need either(List<@Nullable Need> needs) {
        List<Need> known = new ArrayList<>();
        for (Need need : needs) {
            if (need == null) {
                return null;
            }
            known.add(need);
        }
        return held -> known.stream().anyMatch(need -> need.isMet(held));
    }
}
