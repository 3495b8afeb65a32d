package io.tiergate.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Counts what the database is told to do, and does not let one of it through. */
final class FaultyDataSource extends AbstractDataSource {

    /** What happens to the chosen one. */
    enum Fault {
        /**
         * The process ends: all its connections are gone, and it asks for no other. Questions are not counted: to end before
         * one is to end before the next change.
         */
        BREAKS,
        /** The database refuses it, and goes on. */
        FAILS
    }

    /** Not an exception: nobody goes on when there is no process. */
    static final class ProcessEnded extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final DataSource target;
    private final Fault fault;
    private final int chosen;
    private final List<Connection> open = new ArrayList<>();
    private int count;
    private boolean broken;

    /** @param chosen the number of the statement or commit that is not let through, from 1 on */
    FaultyDataSource(DataSource target, Fault fault, int chosen) {
        this.target = target;
        this.fault = fault;
        this.chosen = chosen;
    }

    /** How many statements and commits there were. */
    int count() {
        return count;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (broken) {
            throw new ProcessEnded();
        }
        Connection connection = target.getConnection();
        open.add(connection);
        return proxy(Connection.class, connection);
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException();
    }

    private <T> T proxy(Class<T> type, T original) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isCounted(original, method)) {
                pass();
            }
            Object result = invoke(original, method, arguments);
            return result instanceof Statement statement ? proxied(method, statement) : result;
        };
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private boolean isCounted(Object original, Method method) {
        if (original instanceof Statement) {
            return method.getName().startsWith("execute")
                    && !(fault == Fault.BREAKS && method.getName().equals("executeQuery"));
        }
        return method.getName().equals("commit");
    }

    private Object proxied(Method method, Statement statement) {
        return proxyOf(method.getReturnType().asSubclass(Statement.class), statement);
    }

    private <T extends Statement> Object proxyOf(Class<T> type, Statement statement) {
        return proxy(type, type.cast(statement));
    }

    private void pass() throws SQLException {
        if (broken) {
            throw new ProcessEnded();
        }
        count++;
        if (count == chosen && fault == Fault.FAILS) {
            throw new SQLException("number " + chosen + " is not let through");
        }
        if (count == chosen) {
            broken = true;
            for (Connection connection : open) {
                connection.close();
            }
            throw new ProcessEnded();
        }
    }

    private static Object invoke(Object original, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
