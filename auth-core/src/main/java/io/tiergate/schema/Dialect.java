package io.tiergate.schema;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How each database writes what the statements of a user link are made of. */
enum Dialect {
    H2 {
        @Override
        String isoSeconds(String micros) {
            // Counts of seconds that do not fit an integer are refused.
            String days = "dateadd(day, " + seconds(micros) + " / 86400, timestamp '1970-01-01 00:00:00')";
            return "formatdatetime(dateadd(second, mod(" + seconds(micros) + ", 86400), " + days
                    + "), 'yyyy-MM-dd''T''HH:mm:ss')";
        }

        @Override
        String currentSchema() {
            return "schema()";
        }
    },
    POSTGRESQL {
        @Override
        String shareLock() {
            return " FOR SHARE";
        }

        @Override
        String isoSeconds(String micros) {
            return "to_char(timestamp 'epoch' + " + seconds(micros)
                    + " * interval '1 second', 'YYYY-MM-DD\"T\"HH24:MI:SS')";
        }

        @Override
        String character(int code) {
            return "chr(" + code + ")";
        }

        @Override
        String currentSchema() {
            return "current_schema()";
        }
    },
    MARIADB {
        @Override
        String text(String value) {
            // What is not plain goes as bytes, whatever the character set and the SQL mode of the connection.
            return value.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\')
                    ? super.text(value)
                    : "CONVERT(x'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8))
                            + "' USING utf8mb4)";
        }

        @Override
        String character(int code) {
            return "char(" + code + " USING utf8mb4)";
        }

        @Override
        String isoSeconds(String micros) {
            return "date_format(date_add('1970-01-01', INTERVAL " + seconds(micros) + " SECOND), '%Y-%m-%dT%H:%i:%s')";
        }

        @Override
        String quotient(String dividend, int divisor) {
            return dividend + " DIV " + divisor;
        }

        @Override
        String currentSchema() {
            return "database()";
        }

        @Override
        String readLock() {
            return " LOCK IN SHARE MODE";
        }

        @Override
        String shareLock() {
            return readLock();
        }

        @Override
        String writeLock() {
            return " FOR UPDATE";
        }

        @Override
        String by(String index) {
            return " FORCE INDEX (" + index + ")";
        }
    };

    static Dialect of(Vendor vendor) {
        return valueOf(vendor.name());
    }

    /** An identifier, exactly as the catalogue has it. */
    final String name(String identifier) {
        return Vendor.valueOf(name()).quote(identifier);
    }

    /** A text. Backslashes are left out of literals, since settings decide what they mean there. */
    String text(String value) {
        String literal = "'" + value.replace("'", "''") + "'";
        return value.contains("\\")
                ? "concat(" + literal.replace("\\", "', " + character('\\') + ", '") + ")"
                : literal;
    }

    String character(int code) {
        return "char(" + code + ")";
    }

    /** Microseconds since 1970 as a moment of UTC without its fraction: {@code 2026-01-02T03:04:05}. */
    abstract String isoSeconds(String micros);

    /** The schema that unqualified names are in. */
    abstract String currentSchema();

    /** What a reading of rows that are not to be changed ends with, so that it sees what is committed now. */
    String readLock() {
        return "";
    }

    /** What a reading ends with that locks rows which others may lock in the same way, where the database has such a lock. */
    String shareLock() {
        return " FOR UPDATE";
    }

    /** What a reading of rows that are to be deleted ends with, so that it sees what is committed now. */
    String writeLock() {
        return "";
    }

    /** Which index finds the rows, where another one would lock more of them. */
    String by(String index) {
        return "";
    }

    String quotient(String dividend, int divisor) {
        return dividend + " / " + divisor;
    }

    /** A moment as {@link java.time.Instant#toString} writes it: with 0, 3 or 6 digits of its second's fraction. */
    final String moment(String micros) {
        String fraction = "lpad(concat('', " + fraction(micros) + "), 6, '0')";
        return "concat(regexp_replace(concat(" + isoSeconds(micros) + ", '.', " + fraction
                + "), '[.]?(000){1,2}$', ''), 'Z')";
    }

    /** Whole seconds, rounded down also before 1970. */
    final String seconds(String micros) {
        return "(" + quotient("(" + micros + " - " + fraction(micros) + ")", 1_000_000) + ")";
    }

    private static String fraction(String micros) {
        return "mod(mod(" + micros + ", 1000000) + 1000000, 1000000)";
    }
}
