package io.tiergate.sample;

import io.tiergate.admin.Administration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The running application with what its cases look at. */
abstract class EndToEndFixture extends RunningSample implements EndToEndScene {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Demonstration demonstration;

    @Override
    public int port() {
        return port;
    }

    @Override
    public Administration administration() {
        return administration;
    }

    @Override
    public AdjustableClock clock() {
        return clock;
    }

    @Override
    public Demonstration demonstration() {
        return demonstration;
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }
}
