package io.tiergate.schema;

import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The version of a migration of the host's, ordered as Flyway orders it. Not with Flyway's own type, since a host that
 * merges may have no Flyway.
 *
 * @param text as in the name of the file: numbers, with dots or underscores between them
 */
record HostVersion(String text) {

    static final String PATTERN = "[0-9]+(?:[._][0-9]+)*";

    static final Comparator<HostVersion> ORDER = HostVersion::compare;

    private static final Pattern MOMENT = Pattern.compile("(?:19|20)[0-9]{12}");

    /** What comes after this one, written in its way: with its dots and its zeros, or as the moment that it is now. */
    HostVersion next(Clock clock) {
        if (MOMENT.matcher(text).matches()) {
            HostVersion now = new HostVersion(
                    DateTimeFormatter.ofPattern("uuuuMMddHHmmss").format(LocalDateTime.now(clock)));
            if (ORDER.compare(now, this) > 0) {
                return now;
            }
        }
        int start = Math.max(text.lastIndexOf('.'), text.lastIndexOf('_')) + 1;
        String last = text.substring(start);
        String next = new BigInteger(last).add(BigInteger.ONE).toString();
        return new HostVersion(
                text.substring(0, start) + "0".repeat(Math.max(0, last.length() - next.length())) + next);
    }

    private int compare(HostVersion other) {
        List<BigInteger> mine = numbers();
        List<BigInteger> theirs = other.numbers();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int difference = number(mine, i).compareTo(number(theirs, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private List<BigInteger> numbers() {
        return Arrays.stream(text.split("[._]")).map(BigInteger::new).toList();
    }

    /** 1 is 1.0. */
    private static BigInteger number(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }
}
