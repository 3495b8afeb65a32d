package io.tiergate.memory;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Reason;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.RefusedException;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What is exported, what is imported, and what an import refuses. */
class ExportTest {

    private static final Resource FOLDER = Resource.of("folder", "plans");
    private static final Resource DRAFT = Resource.of("document", 1);
    private static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06.789012Z");

    private final InMemoryPermissions permissions = new InMemoryPermissions(Clock.fixed(LONG_AGO, ZoneOffset.UTC))
            .definePermissions("read", "write")
            .defineBundle("reader", "read")
            .defineType("folder", "read", "write")
            .defineType("document", "read", "write")
            .defineGroups("office")
            .addMembers("office", user("bob"))
            .addResources(FOLDER)
            .addBelow(FOLDER, DRAFT)
            .setOwner(DRAFT, user("carol"))
            .setOwner(FOLDER, Group.of("office"))
            .grant(Grant.allow(user("dave"), What.bundle("reader"))
                    .on(FOLDER)
                    .because("ticket 4711")
                    .until(Instant.parse("2030-01-01T00:00:00Z")))
            .deny(Group.of("office"), "write");

    @Test
    void whatIsExportedIsTheFormThatThePageShows() {
        assertThat(json(permissions.exportAll())).isEqualTo("""
                {"tiergate":1,"tenants":[\
                {"key":"shared","permissions":[],"bundles":[],"resourceTypes":[]},\
                {"key":"default",\
                "permissions":[{"name":"read","description":"","declared":false,"retired":false},\
                {"name":"write","description":"","declared":false,"retired":false}],\
                "bundles":[{"name":"reader","description":"","permissions":["read"]}],\
                "resourceTypes":[\
                {"name":"document","description":"","permissions":["read","write"],"bound":false},\
                {"name":"folder","description":"","permissions":["read","write"],"bound":false}],\
                "subjects":[{"subject":"user:bob","displayName":"","suspended":false},\
                {"subject":"user:carol","displayName":"","suspended":false},\
                {"subject":"user:dave","displayName":"","suspended":false}],\
                "groups":[{"name":"office","description":"","members":[\
                {"subject":"user:bob","addedAt":"2020-02-03T04:05:06.789012Z"}]}],\
                "resources":[{"resource":"folder:plans","ownerGroup":"office"},\
                {"resource":"document:1","parent":"folder:plans","ownerSubject":"user:carol"}],\
                "grants":[{"subject":"user:dave","effect":"ALLOW","bundle":"reader","resource":"folder:plans",\
                "until":"2030-01-01T00:00:00Z","reason":"ticket 4711","grantedAt":"2020-02-03T04:05:06.789012Z"},\
                {"group":"office","effect":"DENY","permission":"write","grantedAt":"2020-02-03T04:05:06.789012Z"}]}]}\
                """);
    }

    @Test
    void whatIsImportedIsWhatWasExported() {
        InMemoryPermissions other = new InMemoryPermissions().definePermissions("left-behind");

        other.importAll(permissions.exportAll());

        assertThat(other.exportAll()).isEqualTo(permissions.exportAll());
        assertThat(other.permissions()).containsExactly("read", "write");
    }

    /** A library for JSON gives other numbers and other maps. */
    @Test
    void otherMapsAndNumbersAreTheSame() {
        Map<String, Object> exported = permissions.exportAll();
        exported.put("tiergate", 1L);

        InMemoryPermissions other = new InMemoryPermissions().importAll(Map.copyOf(exported));

        assertThat(other.grants()).isEqualTo(permissions.grants());
    }

    @Test
    void whatHasBecomeOddIsImportedToo() {
        permissions.allow(user("erin"), DRAFT, "write", "*");
        Administration administration = permissions.administration();
        administration.bundles().remove("reader", List.of("read"));
        administration.resourceTypes().remove("document", List.of("write", "read"));
        administration.permissions().retire("read");
        administration.bundles().define("empty", "", List.of());
        administration.subjects().suspend(user("erin"));
        administration.groups().addMember("office", user("erin"), Validity.until(LONG_AGO));

        InMemoryPermissions other = new InMemoryPermissions().importAll(permissions.exportAll());

        assertThat(other.exportAll()).isEqualTo(permissions.exportAll());
    }

    @Test
    void whoGrantedWhatAndWhenAndWhyIsKept() {
        Administration alice =
                permissions.administration().actingAs(user("alice")).because("he asked");
        alice.grants().grant(Grant.allow(user("bob"), "read").because("needs it"));
        alice.groups().addMember("office", user("erin"));
        permissions.administration().actingAs(Subject.anonymous()).grants().grant(Grant.allow(user("erin"), "write"));

        InMemoryPermissions other = new InMemoryPermissions().importAll(permissions.exportAll());

        assertThat(other.administration().groups().membersOf("office"))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(permissions.administration().groups().membersOf("office"));
        assertThat(other.administration().grants().list())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(permissions.administration().grants().list());
        RecordedGrant granted = ((Reason.ByGrant) other.decisions()
                        .explain(new AccessRequest(Tenant.DEFAULT, user("bob"), "read"))
                        .reasons()
                        .get(0))
                .grant();
        assertThat(granted.grantedBy()).isEqualTo(user("alice"));
        assertThat(granted.grantedAt()).isEqualTo(LONG_AGO);
        assertThat(granted.grant().reason()).isEqualTo("needs it");
    }

    @Test
    void allTenantsAreExported() {
        Administration administration = permissions.administration();
        administration.inTenant(Tenant.SHARED).permissions().define("lock", "Lock the door");
        administration.tenants().create(Tenant.of("acme"));
        administration.inTenant(Tenant.of("acme")).grants().grant(Grant.allow(user("bob"), "lock"));

        InMemoryPermissions other = new InMemoryPermissions().importAll(permissions.exportAll());

        assertThat(other.exportAll()).isEqualTo(permissions.exportAll());
        assertThat(other.decisions()
                        .check(new AccessRequest(Tenant.of("acme"), user("bob"), "lock"))
                        .allowed())
                .isTrue();
    }

    @Test
    void whatWasWrittenByHandMayLeaveOutWhatIsUsual() {
        InMemoryPermissions other = new InMemoryPermissions()
                .importAll(Map.of(
                        "tiergate",
                        1,
                        "tenants",
                        List.of(Map.of(
                                "key",
                                "default",
                                "permissions",
                                List.of(Map.of("name", "read")),
                                "grants",
                                List.of(Map.of("subject", "user:bob", "effect", "ALLOW", "permission", "read"))))));

        assertThat(other.check(user("bob"), "read")).isTrue();
    }

    @Test
    void anExportBelongsToTheCaller() {
        Map<String, Object> exported = permissions.exportAll();
        tenant(exported).clear();
        ((List<?>) exported.get("tenants")).clear();
        exported.clear();

        assertThat(permissions.exportAll()).containsOnlyKeys("tiergate", "tenants");
        assertThat(permissions.grants()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permissions   | name        | a b           | tenants[1].permissions[0] is refused. 'a b' is not a permission name
            permissions   | name        | 7             | tenants[1].permissions[0].name must be a text, and is 7
            permissions   | name        |               | tenants[1].permissions[0].name is missing
            permissions   | retired     | yes           | tenants[1].permissions[0].retired must be true or false, and is 'yes'
            bundles       | permissions | read          | tenants[1].bundles[0].permissions must be a list, and is 'read'
            resourceTypes | ownerBundle | writer        | tenants[1].resourceTypes[0] is refused. There is no bundle 'writer'
            subjects      | subject     | bob           | tenants[1].subjects[0].subject must be a subject such as user:alice
            subjects      | subject     | user:carol    | tenants[1].subjects[1] is refused. There is a subject 'user:carol' already
            groups        | name        | everyone      | tenants[1].groups[0] is refused. There is a group 'everyone' already
            resources     | resource    | plans         | tenants[1].resources[0] is refused. 'plans' is not a resource
            resources     | parent      | folder:plan   | tenants[1].resources[0] is refused. The parent 'folder:plan' of 'folder:plans' is not registered
            resources     | ownerSubject| user:bob      | tenants[1].resources[0].ownerSubject and 'ownerGroup' are both there
            grants        | effect      | MAYBE         | tenants[1].grants[0] has an effect that is neither ALLOW nor DENY
            grants        | permission  | read          | tenants[1].grants[0] must have one of 'permission', 'wildcard' and 'bundle'
            grants        | subject     |               | tenants[1].grants[0] has neither 'subject' nor 'group'
            grants        | subject     | anonymous     | tenants[1].grants[0] is refused. The anonymous subject cannot hold a grant
            grants        | resource    | document:9    | tenants[1].grants[0] is refused. There is no resource 'document:9'
            grants        | from        | 2031-01-01T00:00:00Z | tenants[1].grants[0] is refused. A validity from
            grants        | from        | tomorrow      | tenants[1].grants[0].from must be a moment such as
            grants        | untill      | 2031-01-01T00:00:00Z | tenants[1].grants[0] has the key 'untill', which nothing reads
            """)
    void anImportSaysWhereItIsWrongAndChangesNothing(String list, String key, String value, String message) {
        Map<String, Object> wrong = permissions.exportAll();
        Map<String, Object> first = first(wrong, list);
        first.put(key, "7".equals(value) ? (Object) 7 : value);
        InMemoryPermissions other =
                new InMemoryPermissions().definePermissions("kept").allow(user("bob"), "kept");
        Map<String, Object> before = other.exportAll();

        assertThatThrownBy(() -> other.importAll(wrong))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("This cannot be imported: ")
                .hasMessageContaining(message);

        assertThat(other.exportAll()).isEqualTo(before);
        assertThat(other.check(user("bob"), "kept")).isTrue();
    }

    @Test
    void anotherVersionIsRefused() {
        Map<String, Object> exported = permissions.exportAll();
        exported.put("tiergate", 2);

        assertThatThrownBy(() -> permissions.importAll(exported)).hasMessageContaining("tiergate must be 1, and is 2");
        assertThatThrownBy(() -> permissions.importAll(Map.of()))
                .hasMessageContaining("tiergate must be 1, and is missing");
    }

    @Test
    void theSameTwiceIsRefused() {
        Map<String, Object> exported = permissions.exportAll();
        List<Object> grants = list(exported, "grants");
        grants.add(new LinkedHashMap<>(first(exported, "grants")));

        assertThatThrownBy(() -> permissions.importAll(exported))
                .hasMessageContaining("tenants[1].grants[2] is refused. This grant is there already");
    }

    @Test
    void theSharedTenantTakesNoGrants() {
        Map<String, Object> exported = permissions.exportAll();
        @SuppressWarnings("unchecked")
        Map<String, Object> shared = (Map<String, Object>) ((List<?>) exported.get("tenants")).get(0);
        shared.put("grants", new ArrayList<>(list(exported, "grants")));

        assertThatThrownBy(() -> permissions.importAll(exported)).hasMessageContaining("tenants[0].grants[0]");
    }

    private static Map<String, Object> first(Map<String, Object> exported, String list) {
        @SuppressWarnings("unchecked")
        Map<String, Object> first = (Map<String, Object>) list(exported, list).get(0);
        return first;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> exported, String name) {
        return (List<Object>) tenant(exported).get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tenant(Map<String, Object> exported) {
        return (Map<String, Object>) ((List<?>) exported.get("tenants")).get(1);
    }

    private static String json(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeName((String) key);
                write(json, item);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> write(json, item));
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString((String) value);
        }
    }
}
