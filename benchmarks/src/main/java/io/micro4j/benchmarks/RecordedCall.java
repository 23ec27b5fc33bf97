package io.micro4j.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server, passes bytes on, and keeps what the first client to connect sends. */
final class RecordedCall implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final InetSocketAddress server;

    private RecordedCall(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /** Listens on a port of its own until it is closed. */
    static RecordedCall before(String address) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RecordedCall recorder = new RecordedCall(listener, socketAddress(address));
        start(recorder::accept);
        return recorder;
    }

    /** Connects to a server, sends what a client sent, waits for something to come back, and returns the connection, which stays. */
    static Socket replay(String address, byte[] sent) throws IOException {
        Socket socket = new Socket();
        socket.connect(socketAddress(address), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(sent);
        if (socket.getInputStream().read() < 0) {
            throw new IOException("The server at " + address + " closed a connection that it should have kept");
        }
        return socket;
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    byte[] sent() {
        synchronized (sent) {
            return sent.toByteArray();
        }
    }

    private void accept() throws IOException {
        for (boolean first = true; ; first = false) {
            Socket client = listener.accept();
            Socket upstream = new Socket(server.getAddress(), server.getPort());
            sockets.addAll(List.of(client, upstream));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            boolean recorded = first;
            start(() -> pass(client, upstream, recorded));
            start(() -> pass(upstream, client, false));
        }
    }

    private void pass(Socket from, Socket to, boolean recorded) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (recorded) {
                synchronized (sent) {
                    sent.write(buffer, 0, read);
                }
            }
            out.write(buffer, 0, read);
        }
    }

    private static InetSocketAddress socketAddress(String address) {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static void start(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException closed) {
                // A side has left, which is how it ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Transfer {
        void run() throws IOException;
    }
}
