package io.tiergate.sample;

import static io.tiergate.sample.RunningSample.assertMaySee;
import static io.tiergate.sample.RunningSample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.change.ChangeSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is changed while somebody is signed in, and is felt. */
interface EndToEndChanges extends EndToEndScene {

    @Test
    default void whoIsSuspendedMayNothingFromTheNextRequestOn() {
        Subject user = newUser();
        administration().groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration().subjects().suspend(user);

        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));
        assertRefused(visitor.get("/everybody"));
        assertThat(visitor.post("/logout").status()).isEqualTo(302);

        administration().subjects().reinstate(user);

        assertMaySee(signedIn(user).get("/secret"), THE_SECRET);
    }

    @Test
    default void whoIsDeletedWhileSignedInIsRefusedAndNothingBreaks() {
        Subject user = newUser();
        administration().groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration().subjects().delete(user);

        assertRefused(visitor.get("/secret"));
        assertMaySee(visitor.get("/everybody"), "A page for everybody");
    }

    @Test
    default void whoseRowIsDeletedByWhateverProgramIsRefusedWhenTheChangeLogIsNextLookedAt() throws SQLException {
        Subject user = newUser();
        administration().groups().addMember("secured", user);
        administration().grants().grant(Grant.allow(user, Permissions.HINT));
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        execute("delete from app_user where username = '" + user.id() + "'");

        // The application looks each second.
        Instant patience = Instant.now().plusSeconds(30);
        while (visitor.get("/secret").status() == 200 && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));
        assertThat(administration().subjects().find(user)).isEmpty();
        assertThat(administration().grants().of(user)).isEmpty();
        List<ChangeSet> log = administration().changesAfter(0, 10_000);
        assertThat(log.get(log.size() - 1).reason()).isEqualToIgnoringCase("deleted from app_user");
        assertThat(log.get(log.size() - 1).changes())
                .last()
                .satisfies(change -> assertThat(change.before()).contains(user.toString()));
    }

    @Test
    default void whoComesLaterUnderTheNameOfSomebodyDeletedStartsWithNothing() throws SQLException {
        Subject user = newUser();
        administration().groups().addMember("secured", user);
        execute("delete from app_user where username = '" + user.id() + "'");

        addUser(user);

        assertRefused(signedIn(user).get("/secret"));
    }

    @Test
    default void whoLeavesAGroupLosesWhatItHoldsAndGetsItBackWithIt() {
        Subject user = newUser();
        administration().groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/launch"), "Launch control");

        administration().groups().removeMember("secured", user);

        assertRefused(visitor.get("/launch"));
        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));

        administration().groups().addMember("secured", user);

        assertMaySee(visitor.get("/launch"), "Launch control");
        assertMaySee(visitor.get("/secret"), THE_SECRET);
    }

    @Test
    default void aMembershipThatEndsWhileSignedInIsFeltAtOnce() {
        Subject user = newUser();
        administration()
                .groups()
                .addMember("secured", user, Validity.until(clock().instant().plus(Duration.ofHours(1))));
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        clock().advance(Duration.ofHours(1));

        assertRefused(visitor.get("/secret"));
    }

    @Test
    default void aGrantAndADenialAreFeltAtOnce() {
        Subject user = newUser();
        Visitor visitor = signedIn(user);
        assertRefused(visitor.get("/secret"));

        administration().grants().grant(Grant.allow(user, Permissions.TOPSECRET));
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration().grants().grant(Grant.deny(user, Permissions.TOPSECRET));
        assertRefused(visitor.get("/secret"));

        administration().grants().revoke(Grant.deny(user, Permissions.TOPSECRET));
        assertMaySee(visitor.get("/secret"), THE_SECRET);
    }
}
