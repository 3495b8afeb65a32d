package io.tiergate;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for names, each with the message that a wrong one gets. Every name is compared character by character: case
 * and trailing spaces count.
 *
 * <p>Lengths are counted in UTF-16 units, so that what passes here fits the columns of every supported database.
 */
final class Names {

    static final int MAX_PERMISSION = 200;
    static final int MAX_LABEL = 200;
    static final int MAX_TENANT = 100;
    static final int MAX_TYPE = 50;
    static final int MAX_ID = 255;

    /** So many characters of a name are shown in a message. */
    private static final int SHOWN = 60;

    private static final Pattern PERMISSION = Pattern.compile("[A-Za-z0-9_:-]+(\\.[A-Za-z0-9_:-]+)*");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]*");

    private Names() {}

    static String permission(@Nullable String name) {
        String given = present("permission name", name, MAX_PERMISSION, "invoice.approve");
        if (!PERMISSION.matcher(given).matches()) {
            throw new InvalidNameException(quote(given) + " is not a permission name. Use letters, digits, '_', '-' and"
                    + " ':', in parts separated by single dots, for example invoice.approve." + aboutStar(given));
        }
        return given;
    }

    private static String aboutStar(String given) {
        if (isWildcard(given)) {
            return " It is a wildcard: that can be granted, but not defined or asked about.";
        }
        return given.contains("*") ? " '*' stands only at the end of a wildcard, as in invoice.*, or alone." : "";
    }

    static String wildcard(@Nullable String pattern) {
        String given = present("wildcard", pattern, MAX_PERMISSION, "invoice.*");
        if (!isWildcard(given)) {
            throw new InvalidNameException(quote(given)
                    + " is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        }
        return given;
    }

    private static boolean isWildcard(String given) {
        return given.equals("*")
                || (given.endsWith(".*")
                        && PERMISSION
                                .matcher(given.substring(0, given.length() - 2))
                                .matches());
    }

    static String tenant(@Nullable String key) {
        String given = present("tenant key", key, MAX_TENANT, "acme");
        if (!TENANT.matcher(given).matches()) {
            throw new InvalidNameException(quote(given)
                    + " is not a tenant key. Begin with a letter or a digit, go on with letters, digits, '.', '_', ':'"
                    + " and '-'.");
        }
        return given;
    }

    static String subjectType(@Nullable String type) {
        return type("subject type", type, "user or service");
    }

    static String resourceType(@Nullable String type) {
        return type("resource type", type, "document or folder");
    }

    private static String type(String what, @Nullable String type, String examples) {
        String given = present(what, type, MAX_TYPE, examples.substring(0, examples.indexOf(' ')));
        if (!TYPE.matcher(given).matches()) {
            throw new InvalidNameException(quote(given) + " is not a " + what
                    + ". Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example "
                    + examples + ".");
        }
        return given;
    }

    static String subjectId(@Nullable String id) {
        return text("subject id", present("subject id", id, MAX_ID, "alice"));
    }

    static String resourceId(@Nullable String id) {
        return text("resource id", present("resource id", id, MAX_ID, "42"));
    }

    /** A name that people read: of a bundle or a group. */
    static String label(String kind, @Nullable String name) {
        String example = kind.equals("bundle") ? "Billing clerk" : "Lisbon office";
        String given = text(kind + " name", present(kind + " name", name, MAX_LABEL, example));
        if (!given.strip().equals(given)) {
            throw new InvalidNameException(
                    "The " + kind + " name " + quote(given) + " begins or ends with a space. Remove it.");
        }
        return given;
    }

    /** Free text, such as a description or a reason: may be empty, may have line breaks. */
    static String freeText(String what, String text, int max) {
        if (text.length() > max) {
            throw new InvalidNameException("The " + what + " has " + text.length() + " characters; at most " + max
                    + " are allowed. Shorten it.");
        }
        if (text.indexOf('\0') >= 0 || hasLoneSurrogate(text)) {
            throw new InvalidNameException("The " + what
                    + " contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        }
        return text;
    }

    private static String present(String what, @Nullable String name, int max, String example) {
        if (name == null || name.isEmpty()) {
            throw new InvalidNameException(
                    "The " + what + " is missing or empty. Give one, for example '" + example + "'.");
        }
        if (name.length() > max) {
            throw new InvalidNameException("The " + what + " " + quote(name) + " has " + name.length()
                    + " characters; at most " + max + " are allowed. Shorten it.");
        }
        return name;
    }

    private static String text(String what, String given) {
        for (int i = 0; i < given.length(); i++) {
            if (Character.isISOControl(given.charAt(i))) {
                throw new InvalidNameException("The " + what + " " + quote(given) + " contains the control character"
                        + String.format(Locale.ROOT, " U+%04X", (int) given.charAt(i))
                        + " at position "
                        + (i + 1)
                        + ". Remove it.");
            }
        }
        if (hasLoneSurrogate(given)) {
            throw new InvalidNameException("The " + what + " " + quote(given)
                    + " contains half a surrogate pair, which is not text. Remove it.");
        }
        return given;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /**
     * Quoted for a message: shortened, and with what cannot be seen or could forge a log line (line breaks, marks of
     * direction, halves of pairs) written as escapes.
     */
    static String quote(String name) {
        StringBuilder quoted = new StringBuilder("'");
        name.codePoints().limit(SHOWN).forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> quoted.appendCodePoint(c);
            }
        });
        boolean shortened = name.codePointCount(0, name.length()) > SHOWN;
        return quoted.append(shortened ? "…'" : "'").toString();
    }
}
