package io.tiergate.admin;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.Store;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All public methods of the administration service, found by reflection, and an argument for each of their parameters,
 * by its type and name. Whoever adds a parameter of a new kind is told to supply it here.
 */
final class Supplies {

    private final Store store;
    private final DecisionPoint decisions;
    private final Clock clock;

    Supplies(Store store, DecisionPoint decisions, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What arguments name.
     *
     * @param grant also gives the holder
     * @param grantId the key of a grant
     */
    record Named(
            String permission,
            String bundle,
            String group,
            Subject subject,
            Grant grant,
            long grantId,
            Resource resource,
            Resource parent,
            long resourceKey) {}

    /** The service and its parts: whatever its methods without arguments give that is called an administration. */
    static Map<Class<?>, Method> parts() {
        Map<Class<?>, Method> parts = new LinkedHashMap<>();
        Arrays.stream(Administration.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                .filter(method -> method.getReturnType().getSimpleName().endsWith("Administration"))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> parts.put(method.getReturnType(), method));
        return parts;
    }

    /** In an order that does not change from run to run. */
    static List<Method> methods() {
        List<Class<?>> classes = new ArrayList<>(List.of(Administration.class));
        classes.addAll(parts().keySet());
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .sorted(Comparator.comparing(Supplies::signature)))
                .toList();
    }

    /** As in {@code GrantAdministration.replaceAll(Holder holder, Collection<Grant> grants)}. */
    static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + String.join(
                        ", ",
                        Arrays.stream(method.getParameters())
                                .map(Supplies::text)
                                .toList())
                + ")";
    }

    /** What the method is to be called on; null if it is static. */
    static Object target(Method method, Administration administration) throws ReflectiveOperationException {
        if (Modifier.isStatic(method.getModifiers())) {
            return null;
        }
        return method.getDeclaringClass() == Administration.class
                ? administration
                : parts().get(method.getDeclaringClass()).invoke(administration);
    }

    /** Whether null in the place of the argument is a mistake of the caller's. */
    static boolean mustBeThere(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    List<Object> arguments(Method method, Named names) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> argument(method, parameter, names))
                .toList();
    }

    private Object argument(Method method, Parameter parameter, Named names) {
        Object argument = switch (text(parameter)) {
            case "String name", "String group" -> nameOf(method, names);
            case "String newName" -> "renamed";
            case "String description", "String displayName", "String reason" -> "said";
            case "Collection<String> permissions" -> List.of(names.permission());
            case "Map<String, String> permissions", "Map<String, String> descriptions" ->
                Map.of(names.permission(), "said");
            case "Subject subject", "Subject actor" -> names.subject();
            case "Collection<Subject> subjects" -> List.of(names.subject());
            case "String type" -> names.resource().type();
            case "String bundle" -> names.bundle();
            case "ResourceTypeCatalogue types" ->
                ResourceTypeCatalogue.of(names.resource().type(), "said", names.permission());
            case "boolean bound" -> true;
            case "Resource resource" -> names.resource();
            case "Resource parent" -> names.parent();
            case "Collection<Resource> resources" -> List.of(names.resource(), names.parent());
            case "NewResource resource" ->
                NewResource.of(names.resource()).below(names.parent()).ownedBy(names.subject());
            case "Collection<NewResource> resources" ->
                List.of(NewResource.of(names.resource()).below(names.parent()));
            case "long key" -> names.resourceKey();
            case "long position" -> 1L;
            case "long offset" -> 0L;
            case "int depth" -> 9;
            case "Holder holder", "Holder from" -> names.grant().holder();
            case "Holder owner", "Holder to" -> names.subject();
            case "Grant grant" -> names.grant();
            case "Collection<Grant> grants" -> List.of(names.grant());
            case "Validity validity" -> Validity.until(Instant.parse("2100-01-01T00:00:00Z"));
            case "long id" -> names.grantId();
            case "long revision" -> 0L;
            case "int limit" -> 1_000;
            case "Tenant tenant" -> Tenant.of("other");
            case "Store store" -> store;
            case "DecisionPoint decisions" -> decisions;
            case "Clock clock" -> clock;
            case "Supplier<? extends Subject> actor" -> (Supplier<Subject>) names::subject;
            default -> null;
        };
        if (argument == null) {
            throw new AssertionError("Supplies has no argument for '" + text(parameter) + "' of " + signature(method)
                    + ". Add one, so that the new method is tried across tenants and with null.");
        }
        return argument;
    }

    private static String nameOf(Method method, Named names) {
        return switch (method.getDeclaringClass().getSimpleName()) {
            case "PermissionAdministration" -> names.permission();
            case "BundleAdministration" -> names.bundle();
            case "GroupAdministration" -> names.group();
            default -> throw new AssertionError("Supplies does not know what a name is in " + signature(method));
        };
    }

    private static String text(Parameter parameter) {
        return parameter
                        .getParameterizedType()
                        .getTypeName()
                        .replaceAll("\\b[a-z]+(\\.[a-z]+)*\\.(?=[A-Z])", "")
                        .replaceAll("@\\S+ ", "")
                + " " + parameter.getName();
    }
}
