package io.tiergate.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user of a database who may sign in, and nothing else until it is granted. */
public final class RestrictedUser {

    private static final Pattern STATEMENT = Pattern.compile("(CREATE SCHEMA|GRANT) [^;]+;");
    private static final String PASSWORD = "secret";

    private final FreshDatabase database;
    private final JdbcTemplate administrator;
    private final String name;

    /** @param name made unlike all others, since servers share users among databases */
    public RestrictedUser(FreshDatabase database, String name) {
        this.database = database;
        this.administrator = new JdbcTemplate(database.dataSource());
        String unique = name + "_" + database.name();
        this.name = database.database() == TestDatabase.H2 ? unique.toUpperCase(Locale.ROOT) : unique;
        switch (database.database()) {
            case H2 -> administrator.execute("CREATE USER \"" + this.name + "\" PASSWORD '" + PASSWORD + "'");
            case POSTGRESQL ->
                administrator.execute("CREATE ROLE \"" + this.name + "\" LOGIN PASSWORD '" + PASSWORD + "'");
            case MARIADB -> {
                administrator.execute("CREATE USER '" + this.name + "'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
                // Without any right on the database nobody can even choose it.
                administrator.execute(
                        "GRANT SHOW VIEW ON `" + database.name() + "`.* TO '" + this.name + "'@'127.0.0.1'");
            }
        }
    }

    public String name() {
        return name;
    }

    public String password() {
        return PASSWORD;
    }

    /** Where this user can sign in. */
    public String url() {
        // What H2 has behind the name are settings, which only an administrator may make.
        return database.database() == TestDatabase.H2 ? database.url().replaceFirst(";.*", "") : database.url();
    }

    /** A new pool. On MariaDB only new connections have what was granted meanwhile. */
    public HikariDataSource dataSource() {
        return database.dataSource(config -> {
            config.setJdbcUrl(url());
            config.setUsername(name);
            config.setPassword(PASSWORD);
        });
    }

    /** Does what a text tells an administrator to do, and nothing else. */
    public List<String> grant(String text) {
        List<String> statements =
                STATEMENT.matcher(text).results().map(MatchResult::group).toList();
        statements.forEach(statement -> administrator.execute(statement.substring(0, statement.length() - 1)));
        return statements;
    }
}
