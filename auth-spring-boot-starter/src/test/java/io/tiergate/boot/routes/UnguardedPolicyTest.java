package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.Unguarded;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** What is done about routes that nothing guards, and what is no reason for one. */
@ExtendWith(OutputCaptureExtension.class)
class UnguardedPolicyTest {

    private static final String LISTED = "Nothing guards these handlers of requests:"
            + "\n  GET /forgotten -> " + Forgetful.class.getName() + ".forgotten(), open to all who have signed in"
            + "\n  /open/also -> " + Forgetful.class.getName() + ".also(), open to all";

    @RestController
    static class Forgetful {

        @GetMapping("/forgotten")
        public void forgotten() {}

        @RequestMapping("/open/also")
        public void also() {}

        @GetMapping("/guarded")
        @RequiresPermission("p1")
        public void guarded() {}
    }

    @Test
    void theyAreOnlyInTheTableByDefault(CapturedOutput output) {
        RoutesHost.with(Forgetful.class).run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("/forgotten");
    }

    @Test
    void aWarningListsThem(CapturedOutput output) {
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.routes.unguarded=warn")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("WARN")
                .contains(LISTED + "\nGuard them, or say with @Unguarded(\"the reason\") that nothing need.");
    }

    @Test
    void theStartFailsAndNamesThemWithTheRemedies() {
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.routes.unguarded=fail")
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis =
                            new UnguardedRoutesFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).isEqualTo(LISTED);
                    assertThat(analysis.getAction()).isEqualTo("""
                                    For each do one of these:
                                    - Guard it: @RequiresPermission("…") on the method or its class, a ProtectedController, \
                                    or a rule for its URL that asks for more than signing in.
                                    - Say that nothing need guard it, and why: @Unguarded("the reason") on the method or its \
                                    class.
                                    - Say so for URLs where the code cannot be changed: \
                                    tiergate.routes.exempt[/legacy/**]=the reason.""");
                });
    }

    @Test
    void aReasonInThePropertiesExemptsAllUrlsOfAPattern() {
        RoutesHost.with(Forgetful.class)
                .withPropertyValues(
                        "tiergate.routes.unguarded=fail",
                        "tiergate.routes.exempt[/open/**]=for the old clients",
                        "tiergate.routes.exempt[/forgotten]=so was it decided")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Routes.class).all())
                            .extracting(Route::reason)
                            .containsExactly("so was it decided", null, "for the old clients");
                });
    }

    @RestController
    static class Deep {

        @GetMapping("/legacy/**")
        public void all() {}

        @GetMapping("/legacy/deep/{*rest}")
        public void rest() {}
    }

    @Test
    void aReasonForOneSegmentExemptsNothingThatTakesMore() {
        RoutesHost.with(Deep.class)
                .withPropertyValues(
                        "tiergate.routes.exempt[/legacy/*]=one segment",
                        "tiergate.routes.exempt[/legacy/deep/*]=one segment")
                .run(context ->
                        assertThat(context.getBean(Routes.class).unguarded()).hasSize(2));
    }

    @Endpoint(id = "rootcauses")
    static class RootCauses {

        @ReadOperation
        public String all() {
            return "";
        }
    }

    @Test
    void ofTheActuatorOnlyHealthAndThePageOfLinksAreExempt() {
        RoutesHost.with(RootCauses.class)
                .withPropertyValues(
                        "management.endpoints.web.exposure.exclude=",
                        "management.endpoints.web.exposure.include=rootcauses,health",
                        "management.endpoints.web.discovery.enabled=true")
                .run(context -> {
                    assertThat(context.getBean(Routes.class).all())
                            .filteredOn(route -> route.reason() != null)
                            .extracting(Route::address)
                            .containsExactly("GET /actuator", "GET /actuator/health", "GET /actuator/health/**");
                    assertThat(context.getBean(Routes.class).unguarded())
                            .extracting(Route::address)
                            .containsExactly("GET /actuator/rootcauses");
                });
    }

    interface Reading {

        @PreAuthorize("denyAll")
        void ambiguous();
    }

    interface Writing {

        @PreAuthorize("hasAuthority('WRITER')")
        void ambiguous();
    }

    @RestController
    static class Ambiguous implements Reading, Writing {

        @Override
        @GetMapping("/ambiguous")
        public void ambiguous() {}
    }

    @Test
    void whatGuardsAHandlerMayBeUnreadableAndIsUnguardedThen() {
        RoutesHost.with(Ambiguous.class, Forgetful.class)
                .run(context -> assertThat(context.getBean(Routes.class).unguarded())
                        .hasSize(3)
                        .first()
                        .satisfies(route -> {
                            assertThat(route.toString())
                                    .startsWith("GET /ambiguous")
                                    .endsWith(": not known");
                            assertThat(route.notes())
                                    .singleElement()
                                    .asString()
                                    .startsWith("what guards it cannot be read: ")
                                    .contains("AnnotationConfigurationException");
                        }));
    }

    /** Gives what is in it to nobody. */
    static class BrokenMapping implements HandlerMapping, Iterable<HandlerMapping> {

        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
            return null;
        }

        @Override
        public Iterator<HandlerMapping> iterator() {
            throw new IllegalStateException("not to be looked into");
        }
    }

    @Test
    void aMappingThatCannotBeLookedIntoStopsTheStartOnlyWhereTheStartIsToFail(CapturedOutput output) {
        RoutesHost.with(BrokenMapping.class)
                .withPropertyValues("tiergate.routes.unguarded=warn")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains("WARN").contains("cannot be found out").contains("not to be looked into");

        RoutesHost.with(BrokenMapping.class)
                .withPropertyValues("tiergate.routes.unguarded=fail")
                .run(context -> assertThat(context).getFailure().hasMessage("not to be looked into"));
    }

    @Test
    void aReasonInThePropertiesMustBeOneForAPattern() {
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.routes.exempt[/open/**]= ")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("The property tiergate.routes.exempt[/open/**] gives no reason."));
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.routes.exempt.legacy=old")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("The property tiergate.routes.exempt[legacy] names no pattern of URLs."));
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.routes.exempt[/{a]=old")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("The property tiergate.routes.exempt[/{a] is no pattern of URLs: "));
    }

    @RestController
    static class WithoutAReason {

        @GetMapping("/blank")
        @Unguarded(" ")
        public void blank() {}
    }

    @Test
    void anExemptionWithoutAReasonFailsTheStart() {
        RoutesHost.with(WithoutAReason.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidExemptionException.class)
                        .hasMessage("@Unguarded on " + WithoutAReason.class.getName() + ".blank() gives no reason."));
    }

    @RestController
    static class Both {

        @GetMapping("/both")
        @Unguarded("it is not")
        @RequiresPermission("p1")
        public void both() {}
    }

    @Test
    void anExemptionOfAMethodThatIsGuardedFailsTheStart() {
        RoutesHost.with(Both.class).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new InvalidExemptionFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .isEqualTo(Both.class.getName() + ".both() has both @Unguarded and @RequiresPermission.");
            assertThat(analysis.getAction())
                    .isEqualTo("Keep one of them. @Unguarded opens nothing that something else guards.");
        });
    }

    @RestController
    @Unguarded("a greeting")
    static class MostlyUnguarded {

        @GetMapping("/a")
        public void a() {}

        @GetMapping("/b")
        @RequiresPermission("p1")
        public void b() {}
    }

    @RestController
    static class BehindARule {

        @GetMapping("/admin/x")
        @Unguarded("in vain")
        public void x() {}
    }

    @RestController
    @RequestMapping("/c")
    static class ProtectedAll extends ProtectedController {

        ProtectedAll() {
            super("p2");
        }

        @GetMapping
        @Unguarded("in vain")
        public void c() {}
    }

    @Test
    void anExemptionOpensNothing() {
        RoutesHost.with(MostlyUnguarded.class, ProtectedAll.class, BehindARule.class)
                .run(context -> assertThat(context.getBean(Routes.class).all())
                        .extracting(Route::guard)
                        .containsExactly("exempt: a greeting", "authority ADMIN (URL rule)", "p1", "p2"));
    }

    @Test
    void isOffWithTiergateAndWithoutTheWeb() {
        RoutesHost.with(Forgetful.class)
                .withPropertyValues("tiergate.enabled=false", "tiergate.routes.unguarded=fail")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Routes.class));
        AutoConfigurations own =
                AutoConfigurations.of(TiergateAutoConfiguration.class, TiergateRoutesAutoConfiguration.class);
        new WebApplicationContextRunner()
                .withConfiguration(own)
                .withPropertyValues("tiergate.store=memory")
                .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tiergateRoutes"));
        new ApplicationContextRunner()
                .withConfiguration(own)
                .withPropertyValues("tiergate.store=memory")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Routes.class));
    }
}
