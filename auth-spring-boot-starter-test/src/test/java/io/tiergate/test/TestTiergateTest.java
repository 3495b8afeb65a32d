package io.tiergate.test;

import static io.tiergate.test.TiergateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.PermissionCatalogue;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class TestTiergateTest {

    private final TestTiergate tiergate = TestTiergate.inMemory();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void oneLineGrantsAndDeclares() {
        tiergate.grant("alice", "invoice.read");

        assertThat(tiergate.access("alice").has("invoice.read")).isTrue();
        assertThat(tiergate.access("bob").check("invoice.read").code()).isEqualTo(Code.NOT_GRANTED);
        assertThat(tiergate.access("alice").check("invoice.approve").code()).isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    void aWildcardCoversWhatIsDeclared() {
        tiergate.declare("invoice.read").grant("alice", "invoice.*");

        assertThat(tiergate.access("alice").has("invoice.read")).isTrue();
        assertThat(tiergate.access("alice").check("invoice.approve").code()).isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    void aDenialWins() {
        tiergate.grant("alice", "invoice.read").deny("alice", "invoice.*");

        assertThat(tiergate.access("alice").check("invoice.read").code()).isEqualTo(Code.DENIED);
    }

    @Test
    void groupsHoldToo() {
        tiergate.administration().groups().define("Lisbon office", "");
        tiergate.administration().groups().addMember("Lisbon office", Subject.user("alice"));
        tiergate.grant(Group.of("Lisbon office"), "invoice.read").deny(Group.EVERYONE, "invoice.delete");

        assertThat(tiergate.access("alice").has("invoice.read")).isTrue();
        assertThat(tiergate.access(Subject.anonymous()).check("invoice.delete").code())
                .isEqualTo(Code.DENIED);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> tiergate.grant(Group.of("Porto office"), "invoice.read"));
    }

    @Test
    void itsClockStandsUntilItIsMoved() {
        tiergate.grant(Grant.allow(Subject.user("alice"), "invoice.read")
                .until(tiergate.clock().instant().plus(Duration.ofHours(1))));
        assertThat(tiergate.access("alice").has("invoice.read")).isTrue();

        tiergate.clock().advance(Duration.ofHours(1));

        assertThat(tiergate.access("alice").has("invoice.read")).isFalse();
    }

    @Test
    void aCatalogueIsDeclaredForAllTenants() {
        tiergate.declare(PermissionCatalogue.of("invoice.read", "Read invoices"));

        TestTiergate acme = tiergate.inTenant(Tenant.of("acme")).grant("alice", "invoice.read");

        assertThat(acme.tenant()).isEqualTo(Tenant.of("acme"));
        assertThat(acme.access("alice").has("invoice.read")).isTrue();
        assertThat(tiergate.access("alice").check("invoice.read").code()).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    void theCurrentUserIsSpringSecuritys() {
        tiergate.grant("alice", "invoice.read");
        assertThat(tiergate.access().has("invoice.read")).isFalse();

        SecurityContextHolder.setContext(
                new SecurityContextImpl(new TestingAuthenticationToken("alice", null, "ROLE_USER")));

        assertThat(tiergate.access().has("invoice.read")).isTrue();
        assertThat(tiergate.access("bob").has("invoice.read")).isFalse();
    }

    @Test
    void aProgramActsToo() {
        tiergate.grant(Subject.service("billing"), "invoice.read");

        assertThat(tiergate.access(Subject.service("billing")).subject()).isEqualTo(Subject.service("billing"));
        assertThat(tiergate.access(Subject.service("billing")).has("invoice.read"))
                .isTrue();
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> tiergate.grant("alice", "invoice read"))
                .withMessageContaining("'invoice read' is not a permission name");
    }

    @Test
    void oneDoesNotKnowOfAnother() {
        tiergate.grant("alice", "invoice.read");

        assertThat(TestTiergate.inMemory()
                        .declare("invoice.read")
                        .access("alice")
                        .has("invoice.read"))
                .isFalse();
        assertThat(tiergate.store()).isNotSameAs(TestTiergate.inMemory().store());
        assertThat(tiergate.decisions()).user("alice").allows("invoice.read");
    }
}
