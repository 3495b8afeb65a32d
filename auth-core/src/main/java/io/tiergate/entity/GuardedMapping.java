package io.tiergate.entity;

/**
 * How an entity is guarded, checked against its mapping.
 *
 * @param parent the name of an attribute, or empty
 * @param parentType the type of the parents, or empty
 * @param owner the name of an attribute, or empty
 * @param tenant the name of an attribute, or empty
 * @param isTenantOfSession whether Hibernate sets that attribute, to the tenant of the session
 * @param update the statement that sets the key of a row: the key, then the id
 * @param lock the statement that locks the rows with ids, in the place of its one bind variable
 */
record GuardedMapping(
        String type,
        Class<?> entity,
        String key,
        String parent,
        String parentType,
        String owner,
        String ownerType,
        String tenant,
        boolean isTenantOfSession,
        String update,
        String lock) {

    boolean hasParent() {
        return !parent.isEmpty();
    }

    boolean hasOwner() {
        return !owner.isEmpty();
    }
}
