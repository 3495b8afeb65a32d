package io.tiergate.schema;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user of a database who may sign in, and nothing else until it is granted. */
final class RestrictedUser {

    private static final Pattern STATEMENT = Pattern.compile("(CREATE SCHEMA|GRANT) [^;]+;");
    private static final String PASSWORD = "secret";

    private final FreshDatabase database;
    private final JdbcTemplate administrator;
    private final String name;

    /** @param name made unlike all others, since servers share users among databases */
    RestrictedUser(FreshDatabase database, String name) {
        this.database = database;
        this.administrator = new JdbcTemplate(database.dataSource());
        this.name = database.database() == TestDatabase.H2
                ? (name + "_" + database.name()).toUpperCase(Locale.ROOT)
                : name + "_" + database.name();
        switch (database.database()) {
            case H2 -> administrator.execute("CREATE USER \"" + this.name + "\" PASSWORD '" + PASSWORD + "'");
            case POSTGRESQL ->
                administrator.execute("CREATE ROLE \"" + this.name + "\" LOGIN PASSWORD '" + PASSWORD + "'");
            case MARIADB -> {
                administrator.execute("CREATE USER '" + this.name + "'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
                // Without any right on the database nobody can even choose it.
                administrator.execute("GRANT SHOW VIEW ON `" + schema() + "`.* TO '" + this.name + "'@'127.0.0.1'");
            }
        }
    }

    String schema() {
        return Place.of(database.dataSource(), null).schema();
    }

    String name() {
        return name;
    }

    HikariDataSource dataSource() {
        return database.dataSource(config -> {
            // What H2 has behind the name are settings, which only an administrator may make.
            config.setJdbcUrl(database.url().replaceFirst(";.*", ""));
            config.setUsername(name);
            config.setPassword(PASSWORD);
        });
    }

    /** Does what a text tells an administrator to do, and nothing else. */
    List<String> grant(String remedy) {
        List<String> grants =
                STATEMENT.matcher(remedy).results().map(MatchResult::group).toList();
        grants.forEach(grant -> administrator.execute(grant.substring(0, grant.length() - 1)));
        return grants;
    }
}
