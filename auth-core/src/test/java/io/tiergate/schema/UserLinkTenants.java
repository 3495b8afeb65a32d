package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which tenants a deleted user is removed. */
interface UserLinkTenants extends UserLinkScene {

    List<String> ALL = List.of("direct", "bundled", "grouped");

    @Test
    default void aDeletedUserIsRemovedFromEveryTenantThatKnowsItAndEachLogSaysSo() {
        Subject subject = Subject.user("user-" + number());
        Tenant first = tenant(subject);
        Tenant second = tenant(subject);
        Tenant third = tenant(Subject.user("somebody else"));
        long before = revision(Tenant.DEFAULT);
        long beforeFirst = revision(first);
        long beforeSecond = revision(second);
        long beforeThird = revision(third);
        String table = linkedTable();
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(first, subject)).isEmpty();
        assertThat(mayDo(second, subject)).isEmpty();
        assertThat(log(first, beforeFirst)).hasSize(1);
        assertThat(log(second, beforeSecond)).hasSize(1);
        assertThat(log(second, beforeSecond).get(0).tenant()).isEqualTo(second);
        assertThat(log(third, beforeThird)).isEmpty();
        assertThat(log(Tenant.DEFAULT, before)).isEmpty();
    }

    @Test
    default void aLinkInOneTenantLeavesTheOthersAlone() {
        Subject subject = Subject.user("user-" + number());
        Tenant linked = tenant(subject);
        Tenant other = tenant(subject);
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").inTenant(linked));
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(linked, subject)).isEmpty();
        assertThat(mayDo(other, subject)).isEqualTo(ALL);
    }

    @Test
    default void aLinkInATenantThatComesLaterWorksFromThenOn() {
        Subject subject = Subject.user("user-" + number());
        Tenant later = Tenant.of("later-" + number());
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").inTenant(later));
        insert(table, subject.id());
        delete(table, subject.id());

        fill(later, subject);
        insert(table, subject.id());
        delete(table, subject.id());

        assertThat(mayDo(later, subject)).isEmpty();
    }

    @Test
    default void aColumnNamesTheTenantOfEachUser() {
        Subject subject = Subject.user("user-" + number());
        Tenant mine = tenant(subject);
        Tenant other = tenant(subject);
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").tenantColumn("name"));
        jdbc().update("insert into " + table + " values (?, ?)", subject.id(), mine.key());

        delete(table, subject.id());

        assertThat(mayDo(mine, subject)).isEmpty();
        assertThat(mayDo(other, subject)).isEqualTo(ALL);
    }

    @Test
    default void whoChangesTheTenantHoldsNothingInTheOldOne() {
        Subject subject = Subject.user("user-" + number());
        Tenant from = tenant(subject);
        Tenant to = tenant(subject);
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").tenantColumn("name"));
        jdbc().update("insert into " + table + " values (?, ?)", subject.id(), from.key());
        long before = revision(from);

        jdbc().update("update " + table + " set name = ?", to.key());

        assertThat(mayDo(from, subject)).isEmpty();
        assertThat(mayDo(to, subject)).isEqualTo(ALL);
        assertThat(log(from, before)).hasSize(1);
    }

    @Test
    default void whoHasNoTenantOrOneThatIsNotThereIsDeletedWithNobody() {
        Subject subject = Subject.user("user-" + number());
        Tenant tenant = tenant(subject);
        String table = table("varchar(100)");
        link(UserLink.of(table, "id").tenantColumn("name"));

        for (String key : new String[] {
            null, "nowhere", "", tenant.key() + " ", tenant.key().toUpperCase()
        }) {
            jdbc().update("insert into " + table + " values (?, ?)", subject.id(), key);
            assertThat(delete(table, subject.id())).isEqualTo(1);
        }

        assertThat(mayDo(tenant, subject)).isEqualTo(ALL);
    }

    @Test
    default void aTableMayBeLinkedInSeveralTenants() {
        Subject subject = Subject.user("user-" + number());
        Tenant first = tenant(subject);
        Tenant second = tenant(subject);
        Tenant third = tenant(subject);
        UserLink link = UserLink.of(table("varchar(100)"), "id");
        String table = link.asGiven().table();
        link(link.inTenant(first));
        link(link.inTenant(second));
        link(link.inTenant(third));
        unlink(link.inTenant(second));
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(first, subject)).isEmpty();
        assertThat(mayDo(second, subject)).isEqualTo(ALL);
        assertThat(mayDo(third, subject)).isEmpty();
    }

    private Tenant tenant(Subject subject) {
        Tenant tenant = Tenant.of("tenant-" + number());
        fill(tenant, subject);
        return tenant;
    }

    private void fill(Tenant tenant, Subject subject) {
        Administration all = administration().inTenant(tenant);
        all.tenants().create(tenant);
        define(all);
        give(all, subject);
    }
}
