package io.tiergate.boot.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource as a rule for URLs writes it, {@code type:id}, with places in the id that the variables of a URL pattern fill
 * in at each request.
 */
final class BoundUrl {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
    private static final Pattern ID = Pattern.compile("([^{}]|\\{[\\p{L}_$][\\p{L}\\p{N}_$-]*})+");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    private final String text;

    private BoundUrl(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it cannot be a resource */
    static BoundUrl parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !TYPE.matcher(text.substring(0, colon)).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not begin with a resource type. Write it as type:id, the"
                            + " type in lower-case letters, digits, '_' and '-', for example document:{id}.");
        }
        if (!ID.matcher(text.substring(colon + 1)).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no id that can be filled in. Write variables of the URL"
                            + " pattern in braces, for example document:{id}.");
        }
        return new BoundUrl(text);
    }

    /**
     * The resource of a request.
     *
     * @throws IllegalStateException if its URL pattern has no such variable
     */
    String in(Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), variables)));
    }

    private String value(String variable, Map<String, String> variables) {
        String value = variables.get(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("'" + text + "' names the variable '" + variable
                    + "', which the URL pattern of this request does not have"
                    + (variables.isEmpty() ? "" : ": it has " + String.join(", ", variables.keySet()))
                    + ". Write it in the pattern, for example requestMatchers(\"/documents/{" + variable + "}\").");
        }
        return value;
    }

    @Override
    public String toString() {
        return text;
    }
}
