package io.tiergate.store.jpa;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import java.util.List;
import java.util.function.Consumer;

/** Each way in which one row comes to refer to another, and what deletes that other one. */
enum Reference {
    MEMBER_OF_SUBJECT(all -> all.groups().addMember("team", ReferencesContract.SOMEBODY), Reference::deleteSubject),
    MEMBER_OF_GROUP(
            all -> all.groups().addMember("team", ReferencesContract.SOMEBODY),
            all -> all.groups().delete("team")),
    GRANT_TO_SUBJECT(
            all -> all.grants().grant(Grant.allow(ReferencesContract.SOMEBODY, "read")), Reference::deleteSubject),
    GRANT_TO_GROUP(
            all -> all.grants().grant(Grant.allow(Group.of("team"), "read")),
            all -> all.groups().delete("team")),
    GRANT_OF_PERMISSION(
            all -> all.grants().grant(Grant.allow(ReferencesContract.SOMEBODY, "read")),
            all -> all.permissions().delete("read")),
    GRANT_OF_BUNDLE(
            all -> all.grants().grant(Grant.allow(ReferencesContract.SOMEBODY, What.bundle("readers"))),
            all -> all.bundles().delete("readers")),
    GRANT_ON_RESOURCE(
            all -> all.grants()
                    .grant(Grant.allow(ReferencesContract.SOMEBODY, "edit").on(ReferencesContract.FOLDER)),
            all -> all.resources().delete(ReferencesContract.FOLDER)),
    PERMISSION_IN_BUNDLE(
            all -> all.bundles().add("readers", List.of("read")),
            all -> all.permissions().delete("read")),
    BUNDLE_OF_PERMISSION(
            all -> all.bundles().add("readers", List.of("read")),
            all -> all.bundles().delete("readers")),
    PERMISSION_OF_TYPE(
            all -> all.resourceTypes().add("folder", List.of("read")),
            all -> all.permissions().delete("read")),
    TYPE_WITH_PERMISSION(
            all -> all.resourceTypes().add("other", List.of("read")),
            all -> all.resourceTypes().delete("other")),
    OWNER_BUNDLE(
            all -> all.resourceTypes().setOwnerBundle("folder", "readers"),
            all -> all.bundles().delete("readers")),
    RESOURCE_OF_TYPE(
            all -> all.resources().register(Resource.of("other", "1")),
            all -> all.resourceTypes().delete("other")),
    RESOURCE_BELOW(
            all -> all.resources()
                    .register(NewResource.of(Resource.of("folder", "below")).below(ReferencesContract.FOLDER)),
            all -> all.resources().delete(ReferencesContract.FOLDER)),
    RESOURCE_OWNED_BY_SUBJECT(
            all -> all.resources()
                    .register(NewResource.of(Resource.of("folder", "owned")).ownedBy(ReferencesContract.SOMEBODY)),
            Reference::deleteSubject),
    RESOURCE_OWNED_BY_GROUP(
            all -> all.resources()
                    .register(NewResource.of(Resource.of("folder", "owned")).ownedBy(Group.of("team"))),
            all -> all.groups().delete("team")),
    RESOURCE_TAKEN_BY_SUBJECT(
            all -> all.resources().transferOwnership(ReferencesContract.FOLDER, ReferencesContract.SOMEBODY),
            Reference::deleteSubject),
    GRANT_IN_TENANT(
            all -> all.grants().grant(Grant.allow(Group.of("team"), "read")),
            all -> all.tenants().delete(all.tenant())),
    PERMISSION_IN_TENANT(
            all -> all.permissions().define("another", ""), all -> all.tenants().delete(all.tenant()));

    private static final List<String> ALL = List.of(
            "tiergate_group_member.subject_id tiergate_subject",
            "tiergate_group_member.group_id tiergate_group",
            "tiergate_bundle_permission.bundle_id tiergate_bundle",
            "tiergate_bundle_permission.permission_id tiergate_permission",
            "tiergate_grant.holder_subject_id tiergate_subject",
            "tiergate_grant.holder_group_id tiergate_group",
            "tiergate_grant.permission_id tiergate_permission",
            "tiergate_grant.bundle_id tiergate_bundle",
            "tiergate_grant.resource_id tiergate_resource",
            "tiergate_resource_type.owner_bundle_id tiergate_bundle",
            "tiergate_resource_type_permission.type_id tiergate_resource_type",
            "tiergate_resource_type_permission.permission_id tiergate_permission",
            "tiergate_resource.type_id tiergate_resource_type",
            "tiergate_resource.parent_id tiergate_resource",
            "tiergate_resource.owner_subject_id tiergate_subject",
            "tiergate_resource.owner_group_id tiergate_group",
            "tiergate_permission.tenant_id tiergate_tenant",
            "tiergate_bundle.tenant_id tiergate_tenant",
            "tiergate_group.tenant_id tiergate_tenant",
            "tiergate_subject.tenant_id tiergate_tenant",
            "tiergate_grant.tenant_id tiergate_tenant",
            "tiergate_resource_type.tenant_id tiergate_tenant",
            "tiergate_resource.tenant_id tiergate_tenant");

    private final Consumer<Administration> refer;
    private final Consumer<Administration> delete;

    Reference(Consumer<Administration> refer, Consumer<Administration> delete) {
        this.refer = refer;
        this.delete = delete;
    }

    void refer(Administration administration) {
        refer.accept(administration);
    }

    void delete(Administration administration) {
        delete.accept(administration);
    }

    /** Readings of the keys in rows that refer to nothing. */
    static List<String> dangling() {
        return ALL.stream().map(Reference::dangling).toList();
    }

    private static String dangling(String reference) {
        String[] parts = reference.split("[. ]", -1);
        return "select c." + parts[1] + " from " + parts[0] + " c where c." + parts[1]
                + " is not null and not exists (select 1 from " + parts[2] + " p where p.id = c." + parts[1] + ")";
    }

    private static void deleteSubject(Administration administration) {
        administration.subjects().delete(ReferencesContract.SOMEBODY);
    }
}
