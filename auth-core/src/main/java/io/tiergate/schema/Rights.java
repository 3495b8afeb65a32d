package io.tiergate.schema;

/** The statements that give a user what it needs, to be run by somebody who may. */
final class Rights {

    private Rights() {}

    static String toMigrate(Place place) {
        String schema = place.quoted();
        return switch (place.vendor()) {
            case H2 -> "GRANT ALTER ANY SCHEMA TO " + user(place) + ";";
            case POSTGRESQL ->
                "CREATE SCHEMA IF NOT EXISTS " + schema + "; GRANT USAGE, CREATE ON SCHEMA " + schema + " TO "
                        + user(place) + ";";
            case MARIADB ->
                "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES ON " + pattern(place) + ".* TO "
                        + user(place) + ";";
        };
    }

    static String toUse(Place place) {
        String schema = place.quoted();
        String to = " TO " + user(place) + ";";
        return switch (place.vendor()) {
            case H2 -> "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA " + schema + to;
            case POSTGRESQL ->
                "GRANT USAGE ON SCHEMA " + schema + to
                        + " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + to
                        + " GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + schema + to;
            case MARIADB -> "GRANT SELECT, INSERT, UPDATE, DELETE ON " + pattern(place) + ".*" + to;
        };
    }

    /** MariaDB takes the name of a database in a grant for a pattern, in which these two stand for other characters. */
    private static String pattern(Place place) {
        return place.quoted().replace("_", "\\_").replace("%", "\\%");
    }

    private static String user(Place place) {
        if (place.vendor() == Vendor.MARIADB) {
            int at = place.user().lastIndexOf('@');
            return "'" + place.user().substring(0, at) + "'@'" + place.user().substring(at + 1) + "'";
        }
        return place.vendor().quote(place.user());
    }
}
