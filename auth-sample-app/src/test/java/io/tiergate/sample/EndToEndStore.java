package io.tiergate.sample;

import static io.tiergate.sample.RunningSample.assertMaySee;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What is in the database, and stays there. */
interface EndToEndStore extends EndToEndScene {

    @Test
    default void passwordsAreKeptAsHashesOnly() throws SQLException {
        assertThat(text("select min(password_hash) from app_user")).startsWith("{bcrypt}");
        assertThat(text("select count(*) from app_user where password_hash not like '{bcrypt}%'"))
                .isEqualTo("0");
    }

    @Test
    default void theHistoriesOfBothMigrationsStandSideBySide() throws SQLException {
        String quote;
        try (Connection connection = dataSource().getConnection()) {
            quote = connection.getMetaData().getIdentifierQuoteString();
        }
        for (String history : new String[] {"flyway_schema_history", "tiergate_schema_history"}) {
            String from = " from " + quote + history + quote + " where " + quote;
            assertThat(text("select count(*)" + from + "version" + quote + " = '1'"))
                    .isEqualTo("1");
        }
        assertThat(text("select count(*) from app_user where username = 'superuser'"))
                .isEqualTo("1");
        assertThat(text("select count(*) from tiergate_subject where subject_id = 'superuser'"))
                .isEqualTo("1");
    }

    @Test
    default void anotherStartChangesNothing() {
        int changes = administration().changesAfter(0, 10_000).size();

        demonstration().start();

        assertThat(administration().changesAfter(0, 10_000)).hasSize(changes);
        assertMaySee(genericuser().get("/"), "Welcome");
    }

    private String text(String query) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
