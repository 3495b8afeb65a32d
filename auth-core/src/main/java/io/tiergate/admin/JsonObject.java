package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Validity;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.SubjectRow;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Things as the change log keeps them: with the names they had then, so that an entry can be read on its own. */
final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonObject() {}

    static String tenant(String key) {
        return object(json -> json.writeStringProperty("key", key));
    }

    static String permission(PermissionRow row) {
        return object(json -> {
            json.writeStringProperty("name", row.name());
            json.writeStringProperty("description", row.description());
            json.writeBooleanProperty("declared", row.declared());
            json.writeBooleanProperty("retired", row.retired());
        });
    }

    static String bundle(BundleRow row) {
        return object(json -> {
            json.writeStringProperty("name", row.name());
            json.writeStringProperty("description", row.description());
        });
    }

    static String bundlePermission(String bundle, String permission) {
        return object(json -> {
            json.writeStringProperty("bundle", bundle);
            json.writeStringProperty("permission", permission);
        });
    }

    static String resourceType(ResourceTypeRow row, @Nullable String ownerBundle, Collection<String> permissions) {
        return object(json -> {
            json.writeStringProperty("name", row.name());
            json.writeStringProperty("description", row.description());
            json.writeBooleanProperty("bound", row.bound());
            optional(json, "ownerBundle", ownerBundle);
            json.writeStringProperty("permissions", String.join(", ", permissions));
        });
    }

    /** A resource where it stands. */
    static String resource(Resource resource, @Nullable Resource parent, @Nullable Holder owner) {
        return object(json -> {
            json.writeStringProperty("resource", resource.toString());
            optional(json, "parent", parent);
            if (owner instanceof Group group) {
                json.writeStringProperty("ownerGroup", group.name());
            } else {
                optional(json, "ownerSubject", owner);
            }
        });
    }

    static String group(GroupRow row) {
        return object(json -> {
            json.writeStringProperty("name", row.name());
            json.writeStringProperty("description", row.description());
        });
    }

    static String subject(SubjectRow row) {
        return object(json -> {
            json.writeStringProperty("subject", row.subject().toString());
            json.writeStringProperty("displayName", row.displayName());
            json.writeBooleanProperty("suspended", row.suspended());
        });
    }

    static String membership(Membership membership) {
        return object(json -> {
            json.writeStringProperty("group", membership.group().name());
            json.writeStringProperty("subject", membership.subject().toString());
            validity(json, membership.validity());
            optional(json, "reason", membership.reason());
        });
    }

    static String grant(RecordedGrant recorded) {
        Grant grant = recorded.grant();
        return object(json -> {
            if (grant.holder() instanceof Group group) {
                json.writeStringProperty("group", group.name());
            } else {
                json.writeStringProperty("subject", grant.holder().toString());
            }
            json.writeStringProperty("effect", grant.effect().name());
            json.writeStringProperty(
                    grant.what().kind().name().toLowerCase(Locale.ROOT),
                    grant.what().name());
            optional(json, "resource", grant.resource());
            validity(json, grant.validity());
            optional(json, "reason", grant.reason());
        });
    }

    private static void validity(JsonGenerator json, Validity validity) {
        optional(json, "from", validity.from());
        optional(json, "until", validity.until());
    }

    private static void optional(JsonGenerator json, String name, @Nullable Object value) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }

    private static String object(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
