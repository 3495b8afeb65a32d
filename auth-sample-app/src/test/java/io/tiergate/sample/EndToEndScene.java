package io.tiergate.sample;

import io.tiergate.admin.Administration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What the cases of the running application share: who visits it, its administration and its database. */
interface EndToEndScene extends Visitors {

    String THE_SECRET = "The secret is: 42";

    int port();

    Administration administration();

    AdjustableClock clock();

    Demonstration demonstration();

    DataSource dataSource();

    default void execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
