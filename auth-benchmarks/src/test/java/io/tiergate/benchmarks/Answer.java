package io.tiergate.benchmarks;

/** What a benchmark must answer. One that answers something else measures nothing, and fails. */
public enum Answer {
    ALLOW,
    DENY;

    /** @throws IllegalStateException if one of the answers is another */
    public void mustBe(boolean... allowed) {
        for (int i = 0; i < allowed.length; i++) {
            if (allowed[i] != (this == ALLOW)) {
                throw new IllegalStateException(
                        "Answer " + (i + 1) + " of " + allowed.length + " is not " + this + ": the benchmark is wrong");
            }
        }
    }
}
