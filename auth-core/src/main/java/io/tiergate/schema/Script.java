package io.tiergate.schema;

import java.util.List;

/**
 * One of our migrations. Every vendor's folder has all of them, under the same names.
 *
 * @param version what it brings the tables to, and records in {@code tiergate_schema} when it has done so
 */
record Script(int version, String file) {

    /**
     * All that this library has, oldest first. Listed, since folders inside jars cannot be listed everywhere; a test
     * compares the list with the folders.
     */
    static final List<Script> ALL = List.of(
            new Script(1, "V1__three_tiers.sql"),
            new Script(2, "V2__user_link.sql"),
            new Script(3, "V3__resources.sql"),
            new Script(4, "V4__lists.sql"));

    /** Where it is on the class path. */
    String path(Vendor vendor) {
        return folder(vendor) + "/" + file;
    }

    static String folder(Vendor vendor) {
        return "io/tiergate/schema/" + vendor.id();
    }

    static int latestVersion() {
        return ALL.get(ALL.size() - 1).version();
    }
}
