package io.tiergate.test;

import static io.tiergate.test.TiergateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.boot.routes.Routes;
import io.tiergate.security.Unguarded;
import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one-line test that nothing is left open, and what it says. */
@SpringBootTest(
        classes = HostApplication.class,
        properties = {"tiergate.routes.table=false", "tiergate.routes.exempt[/later]=It tells nobody anything"})
class RoutesAssertTest {

    @Test
    void nothingIsUnguarded(@Autowired Routes routes) {
        assertThat(routes).areAllGuarded();
    }

    @Nested
    @Import(Forgotten.class)
    class WithOneForgotten {

        @Test
        void itFailsAndNamesIt(@Autowired Routes routes) {
            assertThatThrownBy(() -> assertThat(routes).areAllGuarded())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching(
                            "(?s)Expected that every route is guarded, or exempt for a reason, but these are"
                                    + " not:\\n  GET /forgotten -> [^\\n]+"
                                    + "\\nNeeded for each: @RequiresPermission on its method or class, a ProtectedController, a rule"
                                    + " for its URL; or @Unguarded\\(\"…\"\\) with the reason why nobody need hold a permission\\.");
        }
    }

    @RestController
    static class Forgotten {

        @GetMapping("/forgotten")
        String forgotten() {
            return "open";
        }

        @GetMapping("/meant")
        @Unguarded("The terms are for everybody")
        String meant() {
            return "open";
        }
    }
}
