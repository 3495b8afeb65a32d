package io.tiergate.boot.web;

import io.tiergate.security.ResourcePattern;
import java.util.Map;

/** A {@link ResourcePattern} whose places are the variables of a URL pattern, which fill it in at each request. */
final class BoundUrl {

    private final ResourcePattern pattern;

    private BoundUrl(ResourcePattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if it cannot be a resource */
    static BoundUrl parse(String text) {
        ResourcePattern pattern = ResourcePattern.parse(text);
        for (ResourcePattern.Piece piece : pattern.pieces()) {
            if (piece.bound() && piece.text().contains(".")) {
                throw new IllegalArgumentException("'" + text + "' names '" + piece.text()
                        + "', which cannot be a variable of a URL pattern. Name one, for example document:{id}.");
            }
        }
        return new BoundUrl(pattern);
    }

    /**
     * The resource of a request.
     *
     * @throws IllegalStateException if its URL pattern has no such variable
     */
    String in(Map<String, String> variables) {
        StringBuilder resource = new StringBuilder(pattern.type()).append(':');
        for (ResourcePattern.Piece piece : pattern.pieces()) {
            resource.append(piece.bound() ? value(piece.text(), variables) : piece.text());
        }
        return resource.toString();
    }

    private String value(String variable, Map<String, String> variables) {
        String value = variables.get(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("'" + pattern + "' names the variable '" + variable
                    + "', which the URL pattern of this request does not have"
                    + (variables.isEmpty() ? "" : ": it has " + String.join(", ", variables.keySet()))
                    + ". Write it in the pattern, for example requestMatchers(\"/documents/{" + variable + "}\").");
        }
        return value;
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
