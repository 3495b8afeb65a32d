package io.tiergate.test;

import static io.tiergate.test.TiergateRequestPostProcessors.permissions;
import static io.tiergate.test.TiergateRequestPostProcessors.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.test.host.HostApplication;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A slice of the web guards as the application does, with no database. */
@WebMvcTest
@ContextConfiguration(classes = HostApplication.class)
class WebMvcSliceTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ApplicationContext context;

    @Test
    @WithPermissions("invoice.read")
    void theAnnotationGuards() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk().hasBodyTextEqualTo("Invoice 7");
    }

    @Test
    @WithPermissions("topsecret")
    void theAnnotationShutsOut() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatus(403);
    }

    @Test
    void theBaseControllerGuards() {
        assertThat(mvc.get().uri("/secret").with(permissions("topsecret"))).hasBodyTextEqualTo("The secret");
        assertThat(mvc.get().uri("/secret").with(permissions())).hasStatus(403);
        assertThat(mvc.get().uri("/secret")).hasStatus(401);
    }

    @Test
    @WithPermissions("invoice.*")
    void accessAnswersInControllers() {
        assertThat(mvc.get().uri("/invoices/7")).hasBodyTextEqualTo("Invoice 7, to be approved");
    }

    @Test
    void theStoreIsInMemoryAndMayBeFilled(@Autowired Administration administration) {
        assertThat(context.getBean(Store.class)).isInstanceOf(MemoryStore.class);
        assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
        administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));

        assertThat(mvc.get().uri("/invoices/7").with(subject("user:alice"))).hasStatusOk();
        assertThat(mvc.get().uri("/invoices/7").with(subject("user:bob"))).hasStatus(403);
        assertThat(context.getBean(DecisionPoint.class)
                        .check(new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), "invoice.read"))
                        .allowed())
                .isTrue();
    }

    @Test
    void whatAProtectedControllerNamesMayBeGranted(@Autowired Administration administration) {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "topsecret"));

        assertThat(mvc.get().uri("/secret").with(subject("user:alice"))).hasStatusOk();
        assertThat(mvc.get().uri("/secret").with(subject("user:bob"))).hasStatus(403);
    }

    @Test
    void nothingIsSaidOfWhatIsUnguardedHere(@Autowired Environment environment) {
        assertThat(environment.getProperty("tiergate.routes.unguarded")).isEqualTo("report");
        assertThat(environment.getProperty("tiergate.routes.table")).isEqualTo("false");
    }

    @Test
    void namesThatNobodyDeclaresHereAreDeclared(@Autowired Administration administration) {
        assertThat(context.getEnvironment().getProperty("tiergate.catalogue.undeclared"))
                .isEqualTo("declare");
        assertThat(administration.permissions().find("invoice.read")).isPresent();
    }

    @Test
    void whoIsShutOutIsAnsweredAsInTheApplication() {
        assertThat(mvc.get()
                        .uri("/invoices/7")
                        .accept(MediaType.APPLICATION_JSON)
                        .with(permissions()))
                .hasStatus(403)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
