package io.tiergate.admin;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A part of the table of bad input, with the names that its calls use. */
abstract class BadInputTable {

    final Administration acme;
    final Administration shared;
    final Subject alice = Subject.user("alice");
    final Subject bob = Subject.user("bob");
    final What approve = What.permission("invoice.approve");
    final Instant noon = Instant.parse("2026-05-01T12:00:00Z");

    private final List<BadInput> rows = new ArrayList<>();
    private String section = "";

    BadInputTable(Administration acme) {
        this.acme = acme;
        this.shared = acme.inTenant(Tenant.SHARED);
    }

    /** The rows of all parts, in the order of the page. */
    static List<BadInput> all(Administration acme) {
        List<BadInput> all = new ArrayList<>();
        for (BadInputTable part : List.of(
                new BadNames(acme),
                new BadTexts(acme),
                new BadGrants(acme),
                new BadGroups(acme),
                new BadResources(acme),
                new BadSettings(acme))) {
            part.fill();
            all.addAll(part.rows);
        }
        return all;
    }

    abstract void fill();

    final void section(String title) {
        section = title;
    }

    final void row(String call, ThrowingCallable attempt, Class<? extends RuntimeException> exception, String message) {
        rows.add(new BadInput(section, call, exception, message, attempt));
    }
}
