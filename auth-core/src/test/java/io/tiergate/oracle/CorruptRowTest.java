package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Effect;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.TenantDefinitions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 10: a row that cannot be understood is an error, never "allowed": nobody knows what it was meant to deny. */
class CorruptRowTest {

    private static final Stamp STAMP = new Stamp(2, new Revision(1, 1), new Revision(1, 1), false);
    private static final PermissionRow PERMISSION = new PermissionRow(1, 2, "invoice.read", "", false, false);
    private static final AccessRequest REQUEST =
            new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), PERMISSION.name());

    @Test
    void whatIsInOrderIsUnderstood() {
        assertThat(holdingAll(List::of).check(REQUEST).allowed()).isTrue();
        assertThat(holding(() -> grant(null, "invoice.*", Effect.ALLOW))
                        .explain(REQUEST)
                        .reasons())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aGrantOfABundleThatDoesNotExistGivesNoAnswer(Effect effect) {
        givesNoAnswer(holding(() -> grant(77L, null, effect)));
    }

    @ParameterizedTest
    @EnumSource
    void aGrantOfNothingGivesNoAnswer(Effect effect) {
        givesNoAnswer(holding(() -> grant(null, null, effect)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "invoice", "in*", "invoice.read", "invoice.rea*", "**", "invoice.read.**"})
    void aWildcardThatIsNoneGivesNoAnswer(String malformed) {
        givesNoAnswer(holding(() -> grant(null, malformed, Effect.ALLOW)));
        givesNoAnswer(holding(() -> grant(null, malformed, Effect.DENY)));
    }

    private static void givesNoAnswer(DecisionPoint decisions) {
        assertThatThrownBy(() -> decisions.check(REQUEST)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> decisions.explain(REQUEST)).isInstanceOf(DecisionUnavailableException.class);
    }

    private static HeldGrant grant(Long bundleId, String wildcard, Effect effect) {
        return new HeldGrant(
                9, false, 5, null, bundleId, wildcard, null, effect, Validity.ALWAYS, null, Instant.EPOCH, null);
    }

    /** Over a store in which the subject is allowed the permission, and holds this besides; read when it is asked. */
    private static DecisionPoint holding(Supplier<HeldGrant> other) {
        return holdingAll(() -> List.of(other.get()));
    }

    private static DecisionPoint holdingAll(Supplier<List<HeldGrant>> others) {
        List<GroupRow> groups = List.of(new GroupRow(3, 2, "everyone", ""), new GroupRow(4, 2, "authenticated", ""));
        DecisionReads reads = mock(DecisionReads.class);
        when(reads.definitions(any(), any()))
                .thenReturn(new TenantDefinitions(
                        STAMP, List.of(PERMISSION), List.of(), Map.of(), groups, List.of(), List.of(), Map.of()));
        when(reads.holdings(any(), any(), any())).thenAnswer(call -> {
            List<HeldGrant> grants = new ArrayList<>(List.of(new HeldGrant(
                    1,
                    false,
                    5,
                    PERMISSION.id(),
                    null,
                    null,
                    null,
                    Effect.ALLOW,
                    Validity.ALWAYS,
                    null,
                    Instant.EPOCH,
                    null)));
            grants.addAll(others.get());
            return new SubjectHoldings(STAMP, 1, false, grants, List.of());
        });
        Store store = mock(Store.class);
        when(store.decisions()).thenReturn(reads);
        when(store.changes()).thenReturn(mock(ChangeLog.class));
        return new StoreDecisionPoint(store, Clock.systemUTC());
    }
}
