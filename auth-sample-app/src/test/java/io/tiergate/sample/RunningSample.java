package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.sample.account.Accounts;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The application, started as it is shipped but for its port, its clock and two pages that fail. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "failing-pages=true")
@Import({AdjustableClock.class, FailingPages.class})
abstract class RunningSample implements Visitors {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    Administration administration;

    @Autowired
    AdjustableClock clock;

    @Autowired
    private Accounts accounts;

    @Override
    public Visitor visitor() {
        return new Visitor(port);
    }

    @Override
    public Visitor genericuser() {
        return Visitor.signedIn(port, "genericuser", "basic123");
    }

    @Override
    public Visitor superuser() {
        return Visitor.signedIn(port, "superuser", "secret123");
    }

    @Override
    public Subject newUser() {
        Subject subject = Subject.user("user-" + COUNT.incrementAndGet());
        addUser(subject);
        return subject;
    }

    @Override
    public void addUser(Subject subject) {
        accounts.addIfMissing(subject.id(), "A user of a test", "password");
    }

    @Override
    public Visitor signedIn(Subject subject) {
        return Visitor.signedIn(port, subject.id(), "password");
    }

    static void assertMaySee(Page page, String text) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(text);
    }

    static void assertRefused(Page page) {
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("You may not do this").doesNotContain("name=\"password\"");
    }
}
