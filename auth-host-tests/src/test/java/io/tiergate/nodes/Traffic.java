package io.tiergate.nodes;

import static io.tiergate.nodes.Change.Kind.ADD_MEMBER;
import static io.tiergate.nodes.Change.Kind.ADD_TO_BUNDLE;
import static io.tiergate.nodes.Change.Kind.ALLOW;
import static io.tiergate.nodes.Change.Kind.DEFINE;
import static io.tiergate.nodes.Change.Kind.DELETE_PERMISSION;
import static io.tiergate.nodes.Change.Kind.DELETE_SUBJECT;
import static io.tiergate.nodes.Change.Kind.DENY;
import static io.tiergate.nodes.Change.Kind.REINSTATE;
import static io.tiergate.nodes.Change.Kind.REMOVE_FROM_BUNDLE;
import static io.tiergate.nodes.Change.Kind.REMOVE_MEMBER;
import static io.tiergate.nodes.Change.Kind.RESTORE;
import static io.tiergate.nodes.Change.Kind.RETIRE;
import static io.tiergate.nodes.Change.Kind.REVOKE_ALLOW;
import static io.tiergate.nodes.Change.Kind.REVOKE_DENY;
import static io.tiergate.nodes.Change.Kind.SUSPEND;

import io.tiergate.AccessRequest;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes by chance at all nodes, and questions to all nodes meanwhile. */
final class Traffic {

    private static final int CHANGES_OF_EACH_NODE = 120;

    private static final List<String> SUBJECTS = List.of("user:alice", "user:bob", "user:eve", "service:billing");
    private static final List<String> HOLDERS =
            List.of("user:alice", "user:bob", "user:eve", "service:billing", "group:crew", "group:authenticated");
    private static final List<String> PERMISSIONS = List.of("launch", "launch.abort", "land");
    private static final List<String> WHATS =
            List.of("launch", "launch.abort", "land", "launch.*", "*", "bundle:captain");

    /** A kind as often as it is to come: of everything about as much is added as is removed. */
    private static final List<Change.Kind> KINDS = List.of(
            ALLOW,
            ALLOW,
            ALLOW,
            DENY,
            REVOKE_ALLOW,
            REVOKE_ALLOW,
            REVOKE_DENY,
            REVOKE_DENY,
            ADD_MEMBER,
            ADD_MEMBER,
            REMOVE_MEMBER,
            SUSPEND,
            REINSTATE,
            REINSTATE,
            DELETE_SUBJECT,
            ADD_TO_BUNDLE,
            ADD_TO_BUNDLE,
            REMOVE_FROM_BUNDLE,
            DEFINE,
            DEFINE,
            RETIRE,
            RESTORE,
            RESTORE,
            DELETE_PERMISSION);

    private final List<Story> stories;
    private final Chronicle chronicle;

    Traffic(List<Story> stories, Chronicle chronicle) {
        this.stories = stories;
        this.chronicle = chronicle;
    }

    /** Returns when all changes are made, and each node has been asked a while longer. */
    void run(List<Node> nodes) {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Void>> changing = new ArrayList<>();
            List<CompletableFuture<Void>> asking = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                Random chance = new Random(i);
                changing.add(CompletableFuture.runAsync(() -> change(node, chance), threads));
                Random other = new Random(100 + i);
                asking.add(CompletableFuture.runAsync(() -> ask(node, other, over), threads));
            }
            try {
                changing.forEach(CompletableFuture::join);
                Waiting.sleep(Settings.QUICK.interval().multipliedBy(5));
            } finally {
                over.set(true);
            }
            asking.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private void change(Node node, Random chance) {
        for (int i = 0; i < CHANGES_OF_EACH_NODE; i++) {
            chronicle.change(node, next(chance));
        }
    }

    private void ask(Node node, Random chance, AtomicBoolean over) {
        while (!over.get()) {
            Story story = pick(stories, chance);
            String permission = chance.nextInt(5) == 0 ? story.shared() : pick(PERMISSIONS, chance);
            AccessRequest request =
                    new AccessRequest(story.tenant(), Change.subject(pick(SUBJECTS, chance)), permission);
            if (chance.nextInt(4) == 0) {
                Map<Tenant, Long> last = chronicle.last();
                request = request.atLeast(
                        new Revision(last.getOrDefault(story.tenant(), 0L), last.getOrDefault(Tenant.SHARED, 0L)));
            }
            chronicle.ask(node, request);
        }
    }

    private Change next(Random chance) {
        Story story = pick(stories, chance);
        Change.Kind kind = pick(KINDS, chance);
        return switch (kind) {
            case ALLOW, DENY ->
                new Change(kind, story.tenant(), pick(HOLDERS, chance), what(story, chance), validity(chance));
            case REVOKE_ALLOW, REVOKE_DENY ->
                Change.of(kind, story.tenant(), pick(HOLDERS, chance), what(story, chance));
            case ADD_MEMBER -> new Change(kind, story.tenant(), pick(SUBJECTS, chance), "crew", validity(chance));
            case REMOVE_MEMBER -> Change.of(kind, story.tenant(), pick(SUBJECTS, chance), "crew");
            case SUSPEND, REINSTATE, DELETE_SUBJECT -> Change.of(kind, story.tenant(), pick(SUBJECTS, chance), "");
            case ADD_TO_BUNDLE, REMOVE_FROM_BUNDLE ->
                Change.of(kind, story.tenant(), "captain", pick(PERMISSIONS, chance));
            case RETIRE, RESTORE ->
                chance.nextBoolean()
                        ? Change.of(kind, Tenant.SHARED, "", story.shared())
                        : Change.of(kind, story.tenant(), "", pick(PERMISSIONS, chance));
            case DEFINE, DELETE_PERMISSION -> Change.of(kind, story.tenant(), "", pick(PERMISSIONS, chance));
            default -> throw new IllegalStateException(kind + " is not made by chance");
        };
    }

    private static String what(Story story, Random chance) {
        return chance.nextInt(5) == 0 ? story.shared() : pick(WHATS, chance);
    }

    /** Bounds that come while the test runs. */
    private static Validity validity(Random chance) {
        Instant soon = Instant.now().plusMillis(50 + chance.nextInt(1500));
        return switch (chance.nextInt(5)) {
            case 0 -> Validity.from(soon);
            case 1 -> Validity.until(soon);
            default -> Validity.ALWAYS;
        };
    }

    private static <T> T pick(List<T> items, Random chance) {
        return items.get(chance.nextInt(items.size()));
    }
}
