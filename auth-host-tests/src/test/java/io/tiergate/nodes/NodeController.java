package io.tiergate.nodes;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AdministrationException;
import io.tiergate.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a test asks of a node. What cannot be decided is answered by the starter, with 503. */
@RestController
class NodeController {

    /** In the output, from when {@code /hold} has what it wants. */
    static final String ALL_HELD = "This node holds all its connections";

    private final DecisionPoint decisions;
    private final Administration administration;
    private final CrashAfterCommit crash;
    private final DataSource dataSource;

    /** What the current thread has committed. */
    private final ThreadLocal<Long> committed = new ThreadLocal<>();

    NodeController(
            DecisionPoint decisions,
            Administration administration,
            Store store,
            CrashAfterCommit crash,
            DataSource dataSource) {
        this.decisions = decisions;
        this.administration = administration;
        this.crash = crash;
        this.dataSource = dataSource;
        store.changes().onCommit((tenantId, revision) -> committed.set(revision));
    }

    /** The code and the revision. */
    @GetMapping("/check")
    String check(
            @RequestParam Tenant tenant,
            @RequestParam String subject,
            @RequestParam String permission,
            @RequestParam(required = false) String atLeast) {
        AccessRequest request = new AccessRequest(tenant, Change.subject(subject), permission);
        Decision decision = decisions.check(atLeast == null ? request : request.atLeast(Node.revision(atLeast)));
        return decision.code() + " " + decision.revision();
    }

    /** The revision that the change has given to its tenant, or 0 if it was none. */
    @PostMapping("/change")
    long change(@RequestParam String change, @RequestParam String reason) {
        committed.set(0L);
        Change.parse(change).make(administration.because(reason));
        return committed.get();
    }

    /** Does not answer: the process ends as soon as the database has confirmed the commit. */
    @PostMapping("/change-and-crash")
    void changeAndCrash(@RequestParam String change, @RequestParam String reason) {
        crash.atTheNextCommit();
        Change.parse(change).make(administration.because(reason));
    }

    /** Keeps all connections of the pool for a while, as transactions do that do not end. */
    @PostMapping("/hold")
    void hold(@RequestParam long millis) throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            holdAll(held);
            System.out.println(ALL_HELD);
            Waiting.sleep(Duration.ofMillis(millis));
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private void holdAll(List<Connection> held) throws SQLException {
        int all = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        while (held.size() < all) {
            try {
                held.add(dataSource.getConnection());
            } catch (SQLTransientConnectionException none) {
                if (held.size() < all - 1) {
                    throw none;
                }
                // A push listens on the last one, and gives it to nobody.
                return;
            }
        }
    }

    @ExceptionHandler({AdministrationException.class, ConcurrencyFailureException.class})
    ResponseEntity<String> refused(RuntimeException why) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(why.toString());
    }
}
