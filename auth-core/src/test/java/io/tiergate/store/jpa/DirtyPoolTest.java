package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DirtyPoolTest {

    @Test
    void aPoolThatReadsWhatIsNotCommittedIsRefused() {
        try (JpaStoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fixture.newNode(
                            pool -> pool.setTransactionIsolation("TRANSACTION_READ_UNCOMMITTED"),
                            UnaryOperator.identity()))
                    .withMessageContaining("READ UNCOMMITTED")
                    .withMessageContaining("Let its pool use READ COMMITTED");
        }
    }
}
