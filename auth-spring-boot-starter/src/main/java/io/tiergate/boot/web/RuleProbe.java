package io.tiergate.boot.web;

/**
 * Learns what a rule for URLs requires, without asking it about anybody. A probe is an {@code Authentication} that also
 * implements this: a {@link UrlRule} that is given one tells it what it requires, and denies. A rule of the application
 * that does more than decide, such as making a row for a user whom it sees first, can leave that out for a probe.
 */
public interface RuleProbe {

    /** A rule was asked. */
    void asked(UrlRule rule);
}
