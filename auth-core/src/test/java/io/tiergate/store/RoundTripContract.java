package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again as it was, by every way of reading it. */
interface RoundTripContract extends StoreScene {

    /** Bounds, digits that a type drops, changes of the calendar, hours that a zone does not have or has twice. */
    static List<Instant> moments() {
        return List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("0001-01-01T00:00:00.000001Z"),
                Instant.parse("1582-10-04T23:59:59.999999Z"),
                Instant.parse("1582-10-10T00:00:00Z"),
                Instant.parse("1883-11-18T17:00:00.5Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("1970-01-01T00:00:00.000001Z"),
                Instant.parse("2026-03-29T01:30:00.123456Z"),
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2038-01-19T03:14:08Z"),
                Instant.parse("9999-12-31T23:59:59.999998Z"));
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.store.RoundTripContract#moments")
    default void keepsMomentsToTheMicrosecond(Instant moment) {
        Instant next = moment.plus(1, ChronoUnit.MICROS);
        keeps(Validity.from(moment));
        keeps(Validity.until(next));
        keeps(Validity.between(moment, next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Kiritimati", "Africa/Monrovia"})
    default void keepsMomentsWhateverTheZoneOfTheMachine(String zone) {
        TimeZone before = TimeZone.getDefault();
        SubjectRow alice = subject("alice");
        PermissionRow approve = permission("invoice.approve");
        List<Validity> validities = moments().stream().map(Validity::from).toList();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            validities.forEach(validity -> grant(alice, approve, validity));
        } finally {
            TimeZone.setDefault(before);
        }

        assertThat(read(() -> store().grants().ofSubject(alice.id())))
                .extracting(row -> row.recorded().grant().validity())
                .containsExactlyElementsOf(validities);
    }

    @Test
    default void keepsWhoWhenAndWhy() {
        Subject actor = Subject.of("a".repeat(50), "\ud83d\ude00:".repeat(85));
        Author author = new Author(actor, Instant.parse("1999-12-31T23:59:59.000001Z"), "\u20ac".repeat(1_000));
        keepsAuthor("alice", author);
        keepsAuthor("bob", new Author(Subject.anonymous(), author.at(), ""));
        keepsAuthor("carol", new Author(null, author.at(), null));
        keepsAuthor("dan", new Author(Subject.of("a", "b:c "), author.at(), "line\nbreak\ttab 'quote' \\"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00df", "\u20ac", "\ud83d\ude00"})
    default void keepsTextsOfTheGreatestLength(String character) {
        String name = fill(character, 200);
        String description = fill(character, 1_000);
        String id = fill(character, 255);

        PermissionRow permission = write(() -> store().permissions().insert(here().id(), name, description, true));
        BundleRow bundle = write(() -> store().bundles().insert(here().id(), name, description));
        GroupRow group = write(() -> store().groups().insert(here().id(), name, description));
        SubjectRow subject = write(() -> store().subjects().insert(here().id(), Subject.of("a".repeat(50), id), id));
        MembershipRow membership = member(group, subject);
        GrantRow grant = insert(
                here().id(),
                new GrantKeys(subject.id(), null, null, bundle.id()),
                Grant.deny(subject.subject(), What.bundle(name)).because(description));

        assertThat(permission.name()).isEqualTo(name);
        assertThat(permission.description()).isEqualTo(description);
        assertThat(subject.displayName()).isEqualTo(id);
        assertThat(read(() -> store().permissions().find(here().id(), name))).isEqualTo(permission);
        assertThat(read(() -> store().bundles().find(here().id(), name))).isEqualTo(bundle);
        assertThat(read(() -> store().groups().find(here().id(), name))).isEqualTo(group);
        assertThat(read(() -> store().subjects().find(here().id(), subject.subject())))
                .isEqualTo(subject);
        assertThat(read(() -> store().groups().membersOf(group.id()))).containsExactly(membership);
        assertThat(read(() -> store().grants().ofSubject(subject.id()))).containsExactly(grant);
        assertThat(grant.recorded().grant().reason()).isEqualTo(description);
    }

    @Test
    default void keepsAWildcardAndATenantKeyOfTheGreatestLength() {
        String wildcard = "a".repeat(198) + ".*";
        String key = fill(unique("t"), 100);

        assertThat(grant(subject("alice"), wildcard).recorded().grant().what()).isEqualTo(What.permission(wildcard));
        assertThat(read(() -> store().grants().list(here().id()))
                        .get(0)
                        .recorded()
                        .grant()
                        .what())
                .isEqualTo(What.permission(wildcard));
        TenantRow tenant = write(() -> store().tenants().insert(Tenant.of(key)));
        assertThat(read(() -> store().tenants().find(Tenant.of(key)))).isEqualTo(tenant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " x ",
                "line\r\nbreak",
                "\t",
                "'",
                "\\",
                "%_",
                "${x}",
                ":x ?",
                "\u0001",
                "\u2028",
                "{\"a\":1}"
            })
    default void keepsTextsCharacterByCharacter(String text) {
        BundleRow bundle = write(() -> store().bundles().insert(here().id(), "clerk", text));
        SubjectRow subject = write(() -> store().subjects().insert(here().id(), Subject.user("alice"), text));
        GrantRow grant = insert(
                here().id(),
                new GrantKeys(subject.id(), null, null, bundle.id()),
                Grant.allow(subject.subject(), What.bundle("clerk")).because(text));

        assertThat(bundle.description()).isEqualTo(text);
        assertThat(read(() -> store().bundles().find(here().id(), "clerk"))).isEqualTo(bundle);
        assertThat(subject.displayName()).isEqualTo(text);
        assertThat(read(() -> store().subjects().find(here().id(), Subject.user("alice"))))
                .isEqualTo(subject);
        assertThat(grant.recorded().grant().reason()).isEqualTo(text);
        assertThat(read(() -> store().grants().find(here().id(), grant.id()))).isEqualTo(grant);
    }

    @Test
    default void keepsLongEntriesOfTheChangeLog() {
        String json = "{\"description\":\"" + "\\u0001\u20ac".repeat(10_000) + "\"}";
        Change change = Change.changed(Change.Kind.BUNDLE, Long.MAX_VALUE, 1L, 2L, json, json);

        log(here(), change);

        assertThat(read(() -> store().changes().read(here().id(), 0, 1)).get(0).changes())
                .containsExactly(change);
    }

    @Test
    default void writesAllColumnsOfAnUpdatedRow() {
        PermissionRow permission = permission("a");
        BundleRow bundle = bundle("a");
        GroupRow group = group("a");
        SubjectRow subject = subject("a");
        PermissionRow permissionAfter = new PermissionRow(permission.id(), here().id(), "b", "text", true, true);
        BundleRow bundleAfter = new BundleRow(bundle.id(), here().id(), "b", "text");
        GroupRow groupAfter = new GroupRow(group.id(), here().id(), "b", "text");
        SubjectRow subjectAfter = new SubjectRow(subject.id(), here().id(), subject.subject(), "text", true);

        change(() -> {
            store().permissions().update(permission, permissionAfter);
            store().bundles().update(bundle, bundleAfter);
            store().groups().update(group, groupAfter);
            store().subjects().update(subject, subjectAfter);
        });

        assertThat(read(() -> store().permissions().list(here().id()))).containsExactly(permissionAfter);
        assertThat(read(() -> store().bundles().list(here().id()))).containsExactly(bundleAfter);
        assertThat(read(() -> store().groups().find(here().id(), "a"))).isNull();
        assertThat(read(() -> store().groups().find(here().id(), "b"))).isEqualTo(groupAfter);
        assertThat(read(() -> store().subjects().list(here().id()))).containsExactly(subjectAfter);
    }

    private void keeps(Validity validity) {
        SubjectRow holder = subject(unique("holder"));
        GroupRow group = group(unique("group"));
        PermissionRow permission = permission(unique("permission"));
        GrantRow grant = grant(holder, permission, validity);
        MembershipRow membership = member(group, holder, validity);

        assertThat(grant.recorded().grant().validity()).isEqualTo(validity);
        assertThat(membership.membership().validity()).isEqualTo(validity);
        assertThat(read(() -> store().grants().find(here().id(), grant.id()))).isEqualTo(grant);
        assertThat(read(() -> store().groups().memberships(group.id(), holder.id())))
                .containsExactly(membership);
        SubjectHoldings holdings = store().decisions().holdings(here().tenant(), holder.subject(), View.TRANSACTION);
        assertThat(holdings.grants()).extracting(HeldGrant::validity).containsExactly(validity);
        assertThat(holdings.memberships()).extracting(HeldMembership::validity).containsExactly(validity);
    }

    private void keepsAuthor(String id, Author author) {
        SubjectRow holder = subject(id);
        GroupRow group = group("group of " + id);
        Grant grant = new Grant(holder.subject(), What.permission("*"), Effect.ALLOW, Validity.ALWAYS, null);
        write(() -> store().grants().insert(here().id(), new GrantKeys(holder.id(), null, null, null), grant, author));
        write(() -> store().groups().insert(group, holder, Validity.ALWAYS, author));
        change(() -> store().changes().append(here(), author, List.of(ofSubject())));

        GrantRow row = read(() -> store().grants().ofSubject(holder.id())).get(0);
        assertThat(row.recorded().grantedBy()).isEqualTo(author.actor());
        assertThat(row.recorded().grantedAt()).isEqualTo(author.at());
        MembershipRow member =
                read(() -> store().groups().membersOf(group.id())).get(0);
        assertThat(member.membership().addedBy()).isEqualTo(author.actor());
        assertThat(member.membership().addedAt()).isEqualTo(author.at());
        assertThat(member.membership().reason()).isEqualTo(author.reason());
        SubjectHoldings held = store().decisions().holdings(here().tenant(), holder.subject(), View.TRANSACTION);
        assertThat(held.grants().get(0).grantedBy()).isEqualTo(author.actor());
        assertThat(held.grants().get(0).grantedAt()).isEqualTo(author.at());
        assertThat(held.memberships().get(0).addedBy()).isEqualTo(author.actor());
        assertThat(held.memberships().get(0).addedAt()).isEqualTo(author.at());
        assertThat(held.memberships().get(0).reason()).isEqualTo(author.reason());
        List<ChangeSet> log = read(() -> store().changes().read(here().id(), 0, 100));
        ChangeSet last = log.get(log.size() - 1);
        assertThat(last.actor()).isEqualTo(author.actor());
        assertThat(last.at()).isEqualTo(author.at());
        assertThat(last.reason()).isEqualTo(author.reason());
    }

    private static String fill(String text, int length) {
        StringBuilder filled = new StringBuilder(text);
        while (filled.length() + text.length() <= length) {
            filled.append(text);
        }
        while (filled.length() < length) {
            filled.append('a');
        }
        return filled.toString();
    }
}
