package io.tiergate.security;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource as annotations and rules for URLs write it, {@code type:id}, with places in the id that are filled in at each
 * call: {@code document:{id}}. Immutable.
 *
 * @param type of the resource
 * @param pieces of the id, in their order
 * @param text as it was written
 */
public record ResourcePattern(String type, List<Piece> pieces, String text) {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
    private static final Pattern PIECE = Pattern.compile("\\{([^{}]*)}|([^{}]+)");
    private static final Pattern PATH =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$-]*)*");

    /**
     * A part of the id.
     *
     * @param text itself, or the path of what is filled in
     * @param bound whether it is filled in
     */
    public record Piece(String text, boolean bound) {}

    public ResourcePattern {
        pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException if it cannot be a resource, with a message that says why, beginning with what it is */
    public static ResourcePattern parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !TYPE.matcher(text.substring(0, colon)).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not begin with a resource type. Write it as type:id, the"
                            + " type in lower-case letters, digits, '_' and '-', for example document:{id}.");
        }
        String id = text.substring(colon + 1);
        List<Piece> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(id);
        int end = 0;
        while (piece.find() && piece.start() == end) {
            String path = piece.group(1);
            if (path != null && !PATH.matcher(path).matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' names '" + path + "', which cannot be filled in. Name a"
                                + " parameter or variable, or a property of a parameter, for example document:{id} or document:{invoice.document.id}.");
            }
            pieces.add(path == null ? new Piece(piece.group(2), false) : new Piece(path, true));
            end = piece.end();
        }
        if (end != id.length()) {
            throw new IllegalArgumentException("'" + text + "' has a brace too many or too few at '" + id.substring(end)
                    + "'. Write what is filled in as {id}, for example document:{id}.");
        }
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no id. Write it as type:id, for example document:{id}.");
        }
        return new ResourcePattern(text.substring(0, colon), pieces, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
