package io.tiergate.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** Benchmarks that are shown in one table: those of one package. */
enum Section {
    CHECK("One check in memory", "Tiergate.keyed", Mode.AverageTime, TimeUnit.NANOSECONDS),
    GROWTH("One check in memory, by the number of subjects", "Tiergate.keyed", Mode.AverageTime, TimeUnit.NANOSECONDS),
    GUARDED("A call of a guarded method", "Tiergate.annotation", Mode.AverageTime, TimeUnit.NANOSECONDS),
    COLD("The first check of a subject", "PrimaryKey.jdbcTemplate", Mode.AverageTime, TimeUnit.MICROSECONDS),
    VISIBILITY(
            "From the end of a commit until another node feels it",
            "Notification.received",
            Mode.SampleTime,
            TimeUnit.MICROSECONDS),
    CHANGES(
            "A change to a group, with a check that feels it",
            "PlainWrite.commit",
            Mode.AverageTime,
            TimeUnit.MICROSECONDS);

    private final String title;
    private final String measure;
    private final Mode mode;
    private final TimeUnit unit;

    Section(String title, String measure, Mode mode, TimeUnit unit) {
        this.title = title;
        this.measure = measure;
        this.mode = mode;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    /** The benchmark, as class and method, that all others of the table are compared with. */
    String measure() {
        return measure;
    }

    Mode mode() {
        return mode;
    }

    TimeUnit unit() {
        return unit;
    }

    /** A regular expression for the names of its benchmarks. */
    String benchmarks() {
        return "^" + Section.class.getPackageName().replace(".", "\\.") + "\\." + option() + "\\.";
    }

    /** What it is called on the command line, and the last part of its package. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
