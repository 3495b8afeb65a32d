package io.tiergate.boot.catalogue;

import io.tiergate.security.PermissionGuards;

/** Tells the names in {@link io.tiergate.security.RequiresPermission}. Beans that are not made yet are asked by their class. */
final class AnnotatedPermissions implements UsedPermissions {

    private final PermissionGuards guards;
    private final BeanClasses classes;

    AnnotatedPermissions(PermissionGuards guards, BeanClasses classes) {
        this.guards = guards;
        this.classes = classes;
    }

    @Override
    public void tell(Listener listener) {
        // Asked for what it reads: guards tell what they have read.
        classes.all().forEach(guards::guards);
        guards.permissions().forEach(listener::used);
    }
}
