package io.tiergate.boot.web;

import java.util.Set;

/**
 * Learns what a rule for URLs requires, without asking it about anybody. A probe is an {@code Authentication} that also
 * implements this: a {@link UrlRule} that is given one tells it what it requires, and denies. A rule of the application
 * that does more than decide, such as making a row for a user whom it sees first, can leave that out for a probe.
 */
public interface RuleProbe {

    /**
     * A rule was asked.
     *
     * @param description what it requires, for people: {@code any(p4, all(p1, p2))}, {@code document.read on document:{id}}
     * @param permissions every permission that it names, in order; not to be modified
     */
    void asked(String description, Set<String> permissions);
}
