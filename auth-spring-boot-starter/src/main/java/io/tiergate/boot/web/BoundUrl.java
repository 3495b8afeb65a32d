package io.tiergate.boot.web;

import io.tiergate.security.ResourcePattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * The resource of a request; null if a variable of its id is empty.
     *
     * @throws IllegalStateException if its URL pattern has no such variable
     */
    @Nullable
    String in(Map<String, String> variables) {
        StringBuilder resource = new StringBuilder(pattern.type()).append(':');
        for (ResourcePattern.Piece piece : pattern.pieces()) {
            String text = piece.bound() ? value(piece.text(), variables) : piece.text();
            if (text.isEmpty()) {
                return null;
            }
            resource.append(text);
        }
        return resource.toString();
    }

    private String value(String variable, Map<String, String> variables) {
        String value = variables.get(variable);
        if (value == null) {
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
