package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the change log says of a user who was deleted: what it would say if an administrator had deleted the subject. */
interface UserLinkLog extends UserLinkScene {

    /** All that JSON escapes, some that it does not, and none that is not text. */
    String AWKWARD = controlCharacters() + "\"quoted\" \\back\\\\slash\\n \\u000b / </script> 'single' \u007f\u0080"
            + " \u2028 \ufeff \uffff é ß 中 \ud83d\ude00 e\u0301 %s {0} ${x} ?1 :name $tiergate$ `tick`";

    private static String controlCharacters() {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < ' '; c++) {
            all.append(c);
        }
        return all.toString();
    }

    @Test
    default void theEntriesAreThoseOfAnAdministratorsDeletionToTheLastCharacter() {
        String id = "O'Reilly \"\\ / é😀 %s " + number() + " ";
        Subject subject = Subject.user(id);
        Tenant mine = world(subject);
        Tenant theirs = world(subject);
        List<Long> keys = keys(mine, subject);
        long before = revision(mine);
        long beforeTheirs = revision(theirs);
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").inTenant(mine));
        insert(table, id);

        delete(table, id);
        administration().inTenant(theirs).subjects().delete(subject);

        List<ChangeSet> written = log(mine, before);
        assertThat(written).hasSize(1);
        List<Change> expected = log(theirs, beforeTheirs).get(0).changes();
        List<Change> changes = written.get(0).changes();
        assertThat(changes).extracting(Change::before).isEqualTo(before(expected));
        assertThat(changes).extracting(Change::kind).isEqualTo(kinds(expected));
        assertThat(changes).extracting(Change::after).isEqualTo(after(expected));
        assertThat(changes)
                .extracting(Change::operation)
                .isEqualTo(expected.stream().map(Change::operation).toList());
        assertThat(changes).extracting(Change::objectId).isEqualTo(keys);
        assertThat(changes)
                .extracting(Change::subjectId)
                .isEqualTo(changes.stream()
                        .map(change -> change.kind() == Kind.RESOURCE ? null : keys.get(keys.size() - 1))
                        .toList());
        assertThat(changes)
                .extracting(change -> resource(change.resourceId()))
                .isEqualTo(expected.stream()
                        .map(change -> resource(change.resourceId()))
                        .toList());
        assertThat(changes)
                .filteredOn(change -> change.kind() == Kind.MEMBERSHIP)
                .extracting(change -> group(Objects.requireNonNull(change.groupId())))
                .isEqualTo(expected.stream()
                        .filter(change -> change.kind() == Kind.MEMBERSHIP)
                        .map(change -> group(Objects.requireNonNull(change.groupId())))
                        .toList());
        assertThat(changes)
                .filteredOn(change -> change.kind() != Kind.MEMBERSHIP)
                .extracting(Change::groupId)
                .containsOnlyNulls();
        assertThat(changes).noneMatch(Change::definitional);
    }

    @Test
    default void theSetSaysWhenAndWhyAndNotWho() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());
        long before = revision(Tenant.DEFAULT);
        Instant earliest = Instant.now().minusSeconds(5);

        delete(table, subject.id());

        ChangeSet set = log(Tenant.DEFAULT, before).get(0);
        assertThat(set.actor()).isNull();
        assertThat(set.reason()).isEqualToIgnoringCase("deleted from " + table);
        assertThat(set.tenant()).isEqualTo(Tenant.DEFAULT);
        assertThat(set.revision()).isEqualTo(before + 1);
        assertThat(set.at()).isBetween(earliest, Instant.now().plusSeconds(5));
    }

    @Test
    default void aChangedKeyIsLoggedAsThat() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());
        long before = revision(Tenant.DEFAULT);

        jdbc().update("update " + table + " set id = 'renamed' where id = ?", subject.id());

        ChangeSet set = log(Tenant.DEFAULT, before).get(0);
        assertThat(set.reason()).isEqualToIgnoringCase("id changed in " + table);
        assertThat(set.changes())
                .extracting(Change::kind)
                .containsExactly(Kind.GRANT, Kind.GRANT, Kind.MEMBERSHIP, Kind.SUBJECT);
    }

    @Test
    default void aDeletionOfManyIsASetForEach() {
        String table = linkedTable();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add("user-" + number());
            give(administration(), Subject.user(ids.get(i)));
        }
        insert(table, ids.toArray());
        long before = revision(Tenant.DEFAULT);

        jdbc().update("delete from " + table);

        List<ChangeSet> sets = log(Tenant.DEFAULT, before);
        assertThat(sets).hasSize(30).allSatisfy(set -> assertThat(set.changes()).hasSize(4));
        assertThat(sets).extracting(ChangeSet::revision).doesNotHaveDuplicates().contains(before + 30);
        assertThat(sets)
                .flatExtracting(ChangeSet::changes)
                .filteredOn(change -> change.kind() == Kind.SUBJECT)
                .extracting(Change::before)
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .map(id -> "{\"subject\":\"user:" + id + "\",\"displayName\":\"\",\"suspended\":false}")
                        .toList());
    }

    @Test
    default void whatADeletedUserOwnedStaysWithoutAnOwnerAndItsGrantsOnResourcesGo() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        administration().resourceTypes().defineIfMissing("sheet", "", List.of("direct"));
        Resource sheet = Resource.of("sheet", number());
        administration().resources().register(NewResource.of(sheet).ownedBy(subject));
        administration().grants().grant(Grant.allow(subject, "direct").on(sheet));
        String table = linkedTable();
        insert(table, subject.id());

        assertThat(delete(table, subject.id())).isEqualTo(1);

        assertThat(administration().resources().find(sheet).orElseThrow().owner())
                .isNull();
        assertThat(administration().subjects().find(subject)).isEmpty();
        assertThat(jdbc().queryForObject(
                                "select count(*) from tiergate_grant g join tiergate_resource r on r.id = g.resource_id"
                                        + " where r.external_id = ?",
                                Integer.class,
                                sheet.id()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not known", "known, with nothing"})
    default void whoHoldsNothingLeavesNoMoreThanItself(String who) {
        Subject subject = Subject.user("user-" + number());
        if (!who.equals("not known")) {
            administration().subjects().register(subject, "");
        }
        String table = linkedTable();
        insert(table, subject.id());
        long before = revision(Tenant.DEFAULT);

        assertThat(delete(table, subject.id())).isEqualTo(1);

        assertThat(log(Tenant.DEFAULT, before)).hasSize(who.equals("not known") ? 0 : 1);
    }

    /** A tenant in which the subject holds one of each that there is to hold. */
    private Tenant world(Subject subject) {
        Tenant tenant = Tenant.of("world-" + number());
        administration().tenants().create(tenant);
        Administration all = administration().inTenant(tenant);
        List<String> bundles = List.of("clerk", "\"B\" \\ / 'b' 😀");
        all.permissions().define("invoice.approve", "");
        bundles.forEach(name -> all.bundles().define(name, "", List.of()));
        all.subjects().register(subject, AWKWARD);
        all.subjects().suspend(subject);
        for (String group : List.of("b", "B", "a\"\\/", "ä", "z", "Z", "😀", "ﬀ", "a")) {
            all.groups().define(group, "");
            all.groups().addMember(group, subject);
        }
        for (Validity validity : validities()) {
            all.because(AWKWARD).groups().addMember("b", subject, validity);
            all.grants()
                    .grant(Grant.allow(subject, "invoice.approve")
                            .because(AWKWARD)
                            .valid(validity));
        }
        all.grants().grant(Grant.deny(subject, "invoice.*"));
        all.grants().grant(Grant.allow(subject, "*").because(""));
        bundles.forEach(name -> all.grants().grant(Grant.allow(subject, What.bundle(name))));
        all.resourceTypes().define("sheet", "", List.of("invoice.approve"));
        Resource root = Resource.of("sheet", "\"q\" \\ / 's' 😀 ");
        Resource leaf = Resource.of("sheet", 7);
        all.resources().register(NewResource.of(root).ownedBy(subject));
        all.resources().register(NewResource.of(leaf).below(root).ownedBy(subject));
        all.resources().register(NewResource.of(Resource.of("sheet", 8)).below(root));
        all.grants().grant(Grant.allow(subject, "invoice.approve").on(root).because(AWKWARD));
        all.grants()
                .grant(Grant.deny(subject, "invoice.*")
                        .on(leaf)
                        .valid(validities().get(2)));
        return tenant;
    }

    /** With 0, 3 and 6 digits of a second, at both ends of what is allowed, and before 1970. */
    private static List<Validity> validities() {
        List<Validity> all = new ArrayList<>();
        for (String moment : List.of(
                "0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00.000001Z",
                "0999-12-31T23:59:59.999Z",
                "1582-10-10T12:00:00.5Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.000001Z",
                "2026-03-29T01:30:00Z",
                "2026-10-25T00:30:00.100Z",
                "2026-10-25T01:30:00.120Z",
                "2026-02-28T23:00:00.123Z",
                "2026-02-28T23:00:00.123400Z",
                "2026-02-28T23:00:00.000100Z",
                "2262-04-11T23:47:16.854776Z",
                "9999-12-31T23:59:59.999999Z")) {
            all.add(Validity.from(Instant.parse(moment)));
            all.add(Validity.until(Instant.parse(moment)));
        }
        Instant from = Instant.parse("2026-01-02T03:04:05.000006Z");
        all.add(Validity.between(from, from.plus(Duration.ofNanos(1_000))));
        return all;
    }

    private static List<String> before(List<Change> changes) {
        return changes.stream().map(Change::before).toList();
    }

    private static List<@Nullable String> after(List<Change> changes) {
        List<@Nullable String> all = new ArrayList<>();
        changes.forEach(change -> all.add(change.after()));
        return all;
    }

    private static List<Kind> kinds(List<Change> changes) {
        return changes.stream().map(Change::kind).toList();
    }

    /** Of what it owns, the grants, the memberships and the subject, in that order. */
    private List<Long> keys(Tenant tenant, Subject subject) {
        Administration all = administration().inTenant(tenant);
        List<Long> keys = new ArrayList<>(jdbc().queryForList(
                        "select r.id from tiergate_resource r join tiergate_tenant t on t.id = r.tenant_id"
                                + " where t.tenant_key = ? and r.owner_subject_id is not null order by r.id",
                        Long.class,
                        tenant.key()));
        keys.addAll(all.grants().of(subject).stream().map(RecordedGrant::id).toList());
        keys.addAll(jdbc().queryForList(
                        "select m.id from tiergate_group_member m join tiergate_group g on g.id = m.group_id"
                                + " join tiergate_tenant t on t.id = g.tenant_id where t.tenant_key = ?"
                                + " order by g.name, m.id",
                        Long.class,
                        tenant.key()));
        keys.add(jdbc().queryForObject(
                        "select s.id from tiergate_subject s join tiergate_tenant t on t.id = s.tenant_id"
                                + " where t.tenant_key = ?",
                        Long.class,
                        tenant.key()));
        return keys;
    }

    private @Nullable String resource(@Nullable Long id) {
        return id == null
                ? null
                : jdbc().queryForObject("select external_id from tiergate_resource where id = ?", String.class, id);
    }

    private String group(long id) {
        return Objects.requireNonNull(
                jdbc().queryForObject("select name from tiergate_group where id = ?", String.class, id));
    }
}
