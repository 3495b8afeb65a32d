package io.tiergate.test;

import io.tiergate.Decision.Code;
import io.tiergate.Explanation;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what somebody may do. Each asks anew. */
public final class AccessAssert extends AbstractAssert<AccessAssert, Object> {

    private final Function<String, Explanation> explain;

    /** @param asked what is asserted on, for AssertJ */
    AccessAssert(Object asked, Function<String, Explanation> explain) {
        super(asked, AccessAssert.class);
        this.explain = explain;
    }

    /** That all of these permissions are allowed. */
    public AccessAssert allows(String... permissions) {
        for (String permission : permissions) {
            explained(permission).isAllowed();
        }
        return this;
    }

    /** That none of these permissions is allowed, for whatever reason. */
    public AccessAssert denies(String... permissions) {
        for (String permission : permissions) {
            explained(permission).isDenied();
        }
        return this;
    }

    /** @throws IllegalArgumentException if that code is no denial */
    public AccessAssert deniesBecause(Code code, String permission) {
        explained(permission).isDeniedBecause(code);
        return this;
    }

    /** Goes on with one decision and its reasons. */
    public ExplanationAssert explaining(String permission) {
        return explained(permission);
    }

    private ExplanationAssert explained(String permission) {
        ExplanationAssert explained = new ExplanationAssert(explain.apply(permission));
        explained.info.useRepresentation(info.representation());
        return explained.as(info.descriptionText());
    }
}
