package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was found for the last question of a subject serves its next one, and nobody else's. */
class RecentAccessTest {

    private static final int MORE_THAN_PLACES = 5_000;

    private final KnownPermissions decisions = new KnownPermissions();
    private final RecentAccess recent =
            new RecentAccess(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));

    @Test
    void theSameSubjectRidesOnTheSameAccess() {
        SubjectAccess first = recent.of(Tenant.DEFAULT, Subject.user("alice"));

        assertThat(recent.of(Tenant.DEFAULT, Subject.user("alice"))).isSameAs(first);
    }

    @Test
    void nobodyRidesOnTheAccessOfAnother() {
        IntStream.range(0, MORE_THAN_PLACES).forEach(i -> {
            Subject subject = Subject.user("user" + i);
            Tenant tenant = Tenant.of("tenant" + i % 7);
            SubjectAccess access = recent.of(tenant, subject);

            assertThat(access.subject()).isEqualTo(subject);
            assertThat(access.tenant()).isEqualTo(tenant);
        });
    }

    @Test
    void oneSubjectInTwoTenantsIsTwo() {
        recent.of(Tenant.of("a"), Subject.user("alice"));

        assertThat(recent.of(Tenant.of("b"), Subject.user("alice")).tenant()).isEqualTo(Tenant.of("b"));
    }

    @Test
    void theStandardResolverNeverTakesOneUserForAnother() {
        SubjectResolver resolver = SubjectResolver.standard();
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, MORE_THAN_PLACES)
                    .forEach(i -> assertThat(resolver.resolve(SignedIn.user("user" + i)))
                            .isEqualTo(Subject.user("user" + i)));
        }
        // These two have the same hash.
        assertThat(resolver.resolve(SignedIn.user("Aa"))).isEqualTo(Subject.user("Aa"));
        assertThat(resolver.resolve(SignedIn.user("BB"))).isEqualTo(Subject.user("BB"));
    }
}
