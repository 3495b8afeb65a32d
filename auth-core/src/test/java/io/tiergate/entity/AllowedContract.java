package io.tiergate.entity;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import io.tiergate.testing.Extents;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.Root;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Lists of the host's rows by what is allowed on them: two folders, the first with a folder inside, five papers in each. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AllowedContract {

    private final TestDatabase database;
    private final AtomicReference<@Nullable Extent> extent = new AtomicReference<>();
    private GuardedHost host;
    private Papers papers;
    private List<Folder> folders;

    AllowedContract(TestDatabase database) {
        this.database = database;
    }

    @NoRepositoryBean
    interface Papers extends JpaRepository<Paper, Long>, JpaSpecificationExecutor<Paper> {}

    @BeforeAll
    void start() {
        host = new GuardedHost(
                database.fresh(),
                store -> countedAsTold(new StoreDecisionPoint(store, Clock.systemUTC())),
                UnaryOperator.identity());
        papers = new JpaRepositoryFactory(host.entityManager()).getRepository(Papers.class);
        folders = new ArrayList<>();
        host.inTransaction(entities -> {
            Folder first = new Folder("first", null);
            Folder inside = new Folder("inside", first);
            Folder second = new Folder("second", null);
            for (Folder folder : List.of(first, inside, second)) {
                entities.persist(folder);
                folders.add(folder);
                for (int i = 1; i <= 5; i++) {
                    entities.persist(new Paper(title(folder, i), folder).by(i == 5 ? 5L : null));
                }
            }
        });
        host.jdbc().update("insert into Paper (title, version) values ('unguarded', 0)");
        for (String type : List.of("folder", "paper")) {
            host.administration().resourceTypes().setBound(type, true);
        }
        grant(Grant.allow(user("all"), "read"));
        grant(Grant.allow(user("some"), "read").on(resource(0)));
        grant(Grant.deny(user("some"), "read").on(resource(1)));
        grant(Grant.allow(user("most"), "read"));
        grant(Grant.deny(user("most"), "read").on(resource(0)));
        grant(Grant.allow(user("two"), "read").on(resource(1)));
        grant(Grant.allow(user("two"), "read").on(resource(2)));
        grant(Grant.allow(user("barred"), "read"));
        grant(Grant.deny(user("barred"), "read"));
    }

    /** Gives lists as if they had been counted otherwise, where that is told. */
    private DecisionPoint countedAsTold(DecisionPoint decisions) {
        return (DecisionPoint) Proxy.newProxyInstance(
                DecisionPoint.class.getClassLoader(), new Class<?>[] {DecisionPoint.class}, (proxy, method, values) -> {
                    Object answer = method.invoke(decisions, values);
                    Extent told = extent.get();
                    return told != null && answer instanceof AllowedResources allowed
                            ? Extents.counted(allowed, told)
                            : answer;
                });
    }

    private static String title(Folder folder, int number) {
        return folder.title() + " " + number;
    }

    private Resource resource(int folder) {
        return Resource.of("folder", Objects.requireNonNull(folders.get(folder).id()));
    }

    private void grant(Grant grant) {
        host.administration().grants().grant(grant);
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static Allowed<Paper> by(String subject) {
        return Allowed.<Paper>to("read").of(Tenant.DEFAULT, user(subject));
    }

    private List<String> titles(Specification<Paper> specification) {
        return papers.findAll(specification, Sort.by("title")).stream()
                .map(Paper::title)
                .toList();
    }

    private static Specification<Paper> ending(String with) {
        return (root, query, builder) -> builder.like(root.get("title"), "%" + with);
    }

    @Test
    void listsWhatIsAllowedOnWhatStandsAboveAndNotWhatIsDeniedThere() {
        assertThat(titles(by("some"))).containsExactly("first 1", "first 2", "first 3", "first 4", "first 5");
        assertThat(titles(by("most"))).containsExactly("second 1", "second 2", "second 3", "second 4", "second 5");
    }

    @Test
    void listsEverythingThatHasAResourceToThoseWhoMayEverywhere() {
        assertThat(papers.count(by("all"))).isEqualTo(15);
        assertThat(titles(by("all"))).doesNotContain("unguarded");
    }

    @Test
    void listsNothingToThoseWhoMayNot() {
        assertThat(titles(by("nobody"))).isEmpty();
        assertThat(titles(by("barred"))).isEmpty();
        assertThat(titles(Allowed.<Paper>to("unheard.of").of(Tenant.DEFAULT, user("all"))))
                .isEmpty();
        assertThat(titles(Allowed.<Paper>to("read").of(Tenant.of("elsewhere"), user("all"))))
                .isEmpty();
    }

    @Test
    void listsWhatOneOwns() {
        assertThat(titles(by("5"))).containsExactly("first 5", "inside 5", "second 5");
    }

    @Test
    void asksWhoIsCurrentAtEachUse() {
        Specification<Paper> allowed = Allowed.to("read");
        assertThat(papers.count(allowed)).isZero();

        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("some", "", List.of()));
        assertThat(papers.count(allowed)).isEqualTo(5);
    }

    @Test
    void pagesAndCountsExactlyWithTheConditionsOfTheHost() {
        Page<Paper> page = papers.findAll(
                ending("1").or(ending("2")).and(by("most")),
                PageRequest.of(0, 1, Sort.by("title").descending()));

        assertThat(page.getContent()).extracting(Paper::title).containsExactly("second 2");
        assertThat(page.getTotalElements()).isEqualTo(2);
        assertThat(papers.findBy(
                                by("some"),
                                query -> query.sortBy(Sort.by("title")).slice(PageRequest.of(1, 2)))
                        .getContent())
                .extracting(Paper::title)
                .containsExactly("first 3", "first 4");
    }

    @Test
    void scrollsByKeys() {
        List<String> seen = new ArrayList<>();
        ScrollPosition from = ScrollPosition.keyset();
        Window<Paper> window;
        do {
            ScrollPosition position = from;
            window = papers.findBy(
                    by("some"), query -> query.sortBy(Sort.by("title")).limit(2).scroll(position));
            window.forEach(paper -> seen.add(paper.title()));
            from = window.isEmpty() ? from : window.positionAt(window.size() - 1);
        } while (window.hasNext());

        assertThat(seen).containsExactly("first 1", "first 2", "first 3", "first 4", "first 5");
    }

    @ParameterizedTest
    @EnumSource
    void isRightInEachFormThatItsStatementHas(Extent counted) {
        extent.set(counted);
        try {
            assertThat(titles(by("some"))).containsExactly("first 1", "first 2", "first 3", "first 4", "first 5");
            assertThat(titles(by("most"))).containsExactly("second 1", "second 2", "second 3", "second 4", "second 5");
            assertThat(titles(by("5"))).containsExactly("first 5", "inside 5", "second 5");
            assertThat(titles(by("two"))).hasSize(10).noneMatch(title -> title.startsWith("first"));
            assertThat(titles(by("some").or(by("5")).or(ending("inside 1")))).hasSize(8);
            for (String subject : List.of("some", "most", "5", "two", "all", "nobody", "barred")) {
                List<String> listed = titles(by(subject));
                assertThat(titles(Specification.not(by(subject))))
                        .as(subject)
                        .hasSize(16 - listed.size())
                        .contains("unguarded")
                        .noneMatch(listed::contains);
                assertThat(papers.count(by(subject))).as(subject).isEqualTo(listed.size());
                assertThat(papers.exists(by(subject))).as(subject).isEqualTo(!listed.isEmpty());
                assertThat(papers.count(by(subject).asPredicate())).as(subject).isEqualTo(listed.size());
            }
        } finally {
            extent.set(null);
        }
    }

    @Test
    void isNegatedAndJoinedByOr() {
        assertThat(titles(Specification.not(by("some")).and(ending("1")))).containsExactly("inside 1", "second 1");
        assertThat(titles(by("some").or(by("most")))).hasSize(10);
        assertThat(titles(Specification.not(by("all")))).containsExactly("unguarded");
        assertThat(papers.exists(by("nobody").or(ending("unguarded")))).isTrue();
    }

    @Test
    void isOneStatement() {
        assertThat(host.statements(() -> titles(by("some"))))
                .filteredOn(sql -> sql.contains("Paper"))
                .hasSize(1);
    }

    @Test
    void staysOnAJoinAndInAProjectionOfPlainCriteria() {
        List<String> found = host.answer(entities -> {
            CriteriaBuilder builder = entities.getCriteriaBuilder();
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<Paper> paper = query.from(Paper.class);
            Join<Paper, Folder> folder = paper.join("folder");
            query.select(paper.get("title"))
                    .where(Allowed.<Folder>to("read")
                            .of(Tenant.DEFAULT, user("some"))
                            .on(folder, builder))
                    .orderBy(builder.asc(paper.get("title")));
            return entities.createQuery(query).getResultList();
        });

        assertThat(found).hasSize(5).allMatch(title -> title.startsWith("first"));
    }

    @Test
    void seesWhatTheTransactionItselfHasChanged() {
        host.transactions().executeWithoutResult(status -> {
            EntityManager entities = host.entityManager();
            entities.persist(new Paper(
                    "first 6", entities.find(Folder.class, folders.get(0).id())));
            assertThat(titles(by("some"))).hasSize(6);
            grant(Grant.allow(user("nobody"), "read").on(resource(2)));
            assertThat(titles(by("nobody"))).hasSize(5);
            status.setRollbackOnly();
        });
        assertThat(titles(by("nobody"))).isEmpty();
    }

    @Test
    void anotherTenantThatIsMadeLaterChangesNothing() {
        host.administration().tenants().create(Tenant.of("late"));
        try {
            assertThat(papers.count(by("all"))).isEqualTo(15);
        } finally {
            host.administration().tenants().delete(Tenant.of("late"));
        }
    }
}
