package io.tiergate.sample;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.sample.account.Accounts;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Three users with known passwords, and what they may do. Sees to it at each start that all of it is there, before the
 * first request comes; what is there already is left as it is. Absent where {@code tiergate-sample.demo} is false, as it
 * must be wherever others can reach the application.
 */
@Component
@ConditionalOnBooleanProperty(name = "tiergate-sample.demo", matchIfMissing = true)
public class Demonstration implements SmartLifecycle {

    static final List<User> USERS = List.of(
            new User("genericuser", "Generic User", "basic123", "basic"),
            new User("superuser", "Super User", "secret123", "secured"),
            new User("owneruser", "Olivia Owner", "owner123", "authors"));

    private static final Group BASIC = Group.of("basic");
    private static final Group SECURED = Group.of("secured");
    private static final Group AUTHORS = Group.of("authors");
    private static final What KEYS = What.bundle("keys");

    private final Accounts accounts;
    private final Administration administration;
    private volatile boolean running;

    Demonstration(Accounts accounts, Administration administration) {
        this.accounts = accounts;
        this.administration = administration.because("demonstration");
    }

    @Override
    public void start() {
        administration
                .bundles()
                .defineIfMissing(
                        KEYS.name(),
                        "What opens the guarded doors",
                        List.of(Permissions.TOPSECRET, Permissions.LAUNCH_MISSILES));
        administration.groups().defineIfMissing(BASIC.name(), "Those who may come in");
        administration.groups().defineIfMissing(SECURED.name(), "Those who may see more");
        administration.groups().defineIfMissing(AUTHORS.name(), "Those who write documents");
        for (User user : USERS) {
            accounts.addIfMissing(user.username(), user.displayName(), user.password());
            administration.groups().addMember(user.group(), Subject.user(user.username()));
        }
        // The three tiers: through groups, through a bundle that a group holds, and directly.
        administration
                .grants()
                .grant(List.of(
                        Grant.allow(Group.EVERYONE, Permissions.EVERYBODY),
                        Grant.allow(BASIC, Permissions.ENTRY),
                        Grant.allow(SECURED, Permissions.ENTRY),
                        Grant.allow(AUTHORS, Permissions.ENTRY),
                        Grant.allow(SECURED, KEYS),
                        Grant.allow(Subject.user("genericuser"), Permissions.HINT)));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Earlier than the web server, which an ApplicationRunner would come after. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Someone who can sign in, with a password that is no secret. */
    record User(String username, String displayName, String password, String group) {}
}
