package io.tiergate.security;

import io.tiergate.InvalidNameException;
import io.tiergate.What;
import io.tiergate.security.RequiresPermission.Mode;
import java.util.List;
import org.springframework.core.annotation.MergedAnnotation;

/** What one annotation requires. */
record RequiredPermissions(List<String> names, Mode mode) {

    /**
     * Reads an annotation.
     *
     * @param place where it stands, for the message
     * @throws InvalidRequiresPermissionException if it names nothing, or what is not a permission
     */
    static RequiredPermissions of(MergedAnnotation<RequiresPermission> annotation, String place) {
        List<String> names = List.of(annotation.getStringArray("value"));
        if (names.isEmpty()) {
            throw new InvalidRequiresPermissionException("@RequiresPermission on " + place
                    + " names no permission. Name at least one, for example"
                    + " @RequiresPermission(\"invoice.approve\"), or remove the annotation.");
        }
        for (String name : names) {
            try {
                new What(What.Kind.PERMISSION, name);
            } catch (InvalidNameException malformed) {
                throw new InvalidRequiresPermissionException("@RequiresPermission on " + place
                        + " names what cannot be a permission. " + malformed.getMessage());
            }
        }
        return new RequiredPermissions(names, annotation.getEnum("mode", Mode.class));
    }
}
