package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.routes.Route;
import io.tiergate.boot.routes.Routes;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The snippets of the page about unguarded endpoints do what the page says. */
class RoutesPageTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    @Import(RoutesPage.LoginController.class)
    static class Host {}

    @Test
    void whatGivesAReasonIsExempt() {
        new WebApplicationContextRunner()
                .withUserConfiguration(Host.class)
                .withPropertyValues("tiergate.store=memory", "tiergate.routes.unguarded=fail")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    RoutesPage.test(context.getBean(Routes.class));
                    assertThat(context.getBean(Routes.class).all())
                            .extracting(Route::reason)
                            .contains("whoever signs in holds nothing yet", "everybody is greeted");
                });
    }
}
