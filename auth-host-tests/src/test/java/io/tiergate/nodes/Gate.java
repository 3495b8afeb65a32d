package io.tiergate.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The network between a node and its database: it passes everything on, until the test says otherwise. */
final class Gate implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final List<Socket> sockets = new ArrayList<>();
    private State state = State.OPEN;

    /** How a database is away. */
    enum State {
        OPEN,
        /** Connections are closed, new ones too. */
        CUT,
        /** Nothing comes, neither an answer nor an error. */
        SILENT
    }

    /** @param target the port of the database */
    Gate(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From silence to open, what was waiting is closed and never arrives. */
    synchronized void become(State next) {
        if (next == State.CUT || state == State.SILENT) {
            sockets.forEach(Gate::close);
            sockets.clear();
        }
        state = next;
        notifyAll();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        become(State.CUT);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // The test is at its end, or the database is away: then the node's connection is closed too.
            }
        }
    }

    private synchronized void connect(Socket client) throws IOException {
        sockets.add(client);
        if (state == State.CUT) {
            close(client);
        } else if (state == State.OPEN) {
            try {
                Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(database);
                client.setTcpNoDelay(true);
                database.setTcpNoDelay(true);
                run(() -> pass(client, database));
                run(() -> pass(database, client));
            } catch (IOException away) {
                close(client);
                throw away;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitSound();
                out.write(bytes, 0, read);
            }
        } catch (IOException closed) {
            // By one of the sides, or by the test: the other side is closed with it.
        }
    }

    private synchronized void awaitSound() {
        while (state == State.SILENT) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
