package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Validity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One map of an archive that comes from outside: read key by key, each with the type that it must have. What is wrong is said
 * with the place where it stands. A key that nobody has read is refused: it may be a bound of a validity, badly spelt.
 */
final class ArchivePart {

    /** So many characters of a value are shown in a message. */
    private static final int SHOWN = 60;

    private final String place;
    private final Map<?, ?> content;
    private final Set<Object> unread;

    private ArchivePart(String place, Map<?, ?> content) {
        this.place = place;
        this.content = content;
        this.unread = new HashSet<>(content.keySet());
    }

    /** What is wrong, where it is known where. */
    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Misfit(String message) {
            super(message);
        }
    }

    /**
     * Reads the whole; all of its keys.
     *
     * @throws RefusedException if something is wrong in it
     */
    static void read(Map<?, ?> whole, Consumer<ArchivePart> reading) {
        try {
            new ArchivePart("", whole).readBy(reading);
        } catch (Misfit misfit) {
            throw new RefusedException(String.valueOf(misfit.getMessage()));
        }
    }

    /** Reads each map of a list, which may be left out; all of their keys. */
    void each(String key, Consumer<ArchivePart> reading) {
        int index = 0;
        for (Object item : list(key)) {
            String where = at(key) + "[" + index + "]";
            if (!(item instanceof Map<?, ?> map)) {
                throw refusal(where, "must be a map, and is " + described(item));
            }
            new ArchivePart(where, map).readBy(reading);
            index++;
        }
    }

    /** The texts of a list, which may be left out. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(key)) {
            if (!(item instanceof String text)) {
                throw refusal(at(key) + "[" + texts.size() + "]", "must be a text, and is " + described(item));
            }
            texts.add(text);
        }
        return texts;
    }

    String text(String key) {
        String text = optionalText(key);
        if (text == null) {
            throw refusal(at(key), "is missing");
        }
        return text;
    }

    /** A text that is empty where it is left out. */
    String textOrEmpty(String key) {
        String text = optionalText(key);
        return text == null ? "" : text;
    }

    @Nullable
    String optionalText(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof String)) {
            throw refusal(at(key), "must be a text, and is " + described(value));
        }
        return (String) value;
    }

    /** False where it is left out. */
    boolean flag(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof Boolean)) {
            throw refusal(at(key), "must be true or false, and is " + described(value));
        }
        return value != null && (Boolean) value;
    }

    void requireNumber(String key, long expected) {
        Object value = take(key);
        if (!(value instanceof Number number) || number.doubleValue() != expected) {
            throw refusal(at(key), "must be " + expected + ", and is " + described(value));
        }
    }

    @Nullable
    Instant optionalInstant(String key) {
        String text = optionalText(key);
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw refusal(at(key), "must be a moment such as 2026-05-04T10:11:12Z, and is " + described(text));
        }
    }

    Validity validity() {
        return new Validity(optionalInstant("from"), optionalInstant("until"));
    }

    @Nullable
    Subject optionalSubject(String key) {
        String text = optionalText(key);
        if (text == null) {
            return null;
        }
        if (text.equals(Subject.anonymous().toString())) {
            return Subject.anonymous();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw refusal(at(key), "must be a subject such as user:alice, and is " + described(text));
        }
        return Subject.of(text.substring(0, colon), text.substring(colon + 1));
    }

    Subject subject(String key) {
        Subject subject = optionalSubject(key);
        if (subject == null) {
            throw refusal(at(key), "is missing");
        }
        return subject;
    }

    @Nullable
    Resource optionalResource(String key) {
        String text = optionalText(key);
        return text == null ? null : Resource.parse(text);
    }

    /** Of one of two keys, which are not both there. */
    @Nullable
    Holder optionalHolder(String subjectKey, String groupKey) {
        Subject subject = optionalSubject(subjectKey);
        String group = optionalText(groupKey);
        if (subject != null && group != null) {
            throw refusal(at(subjectKey), "and '" + groupKey + "' are both there");
        }
        return group == null ? subject : Group.of(group);
    }

    /** Where this stands, with what is wrong there. */
    RuntimeException refusal(String problem) {
        return refusal(place, problem);
    }

    private static RuntimeException refusal(String where, String problem) {
        return new Misfit("This cannot be imported: " + (where.isEmpty() ? "it" : where) + " " + problem
                + (problem.endsWith(".") ? "" : ". Correct it there."));
    }

    private void readBy(Consumer<ArchivePart> reading) {
        try {
            reading.accept(this);
        } catch (AdministrationException | IllegalArgumentException refused) {
            throw refusal(place, "is refused. " + refused.getMessage());
        }
        if (!unread.isEmpty()) {
            throw refusal(place, "has the key " + described(unread.iterator().next()) + ", which nothing reads");
        }
    }

    private Collection<?> list(String key) {
        Object value = take(key);
        if (value != null && !(value instanceof Collection)) {
            throw refusal(at(key), "must be a list, and is " + described(value));
        }
        return value == null ? List.of() : (Collection<?>) value;
    }

    private @Nullable Object take(String key) {
        unread.remove(key);
        return content.get(key);
    }

    private static String described(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        String text = value.toString();
        String shown = text.substring(0, Math.min(text.length(), SHOWN)).replaceAll("\\p{Cntrl}", "?");
        return value instanceof String ? "'" + shown + "'" : shown;
    }

    private String at(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }
}
