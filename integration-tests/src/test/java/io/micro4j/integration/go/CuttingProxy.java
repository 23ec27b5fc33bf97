package io.micro4j.integration.go;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server on loopback, and cuts each connection after so many bytes of one direction. */
final class CuttingProxy implements AutoCloseable {
    /** No cut. */
    static final int WHOLE = Integer.MAX_VALUE;

    private final ServerSocket listener;
    private final int port;
    private final AtomicInteger requested = new AtomicInteger();
    private final AtomicInteger replied = new AtomicInteger();
    private volatile int requestBytes = WHOLE;
    private volatile int replyBytes = WHOLE;

    CuttingProxy(String server) {
        port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** From the next connection on, lets so many bytes pass each way. */
    void cut(int requestBytes, int replyBytes) {
        this.requestBytes = requestBytes;
        this.replyBytes = replyBytes;
        requested.set(0);
        replied.set(0);
    }

    /** Returns whether it is replies that it cuts. */
    boolean cutsReplies() {
        return replyBytes != WHOLE;
    }

    /** Returns how many bytes of requests have passed since the last cut was set. */
    int requested() {
        return requested.get();
    }

    int replied() {
        return replied.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                int there = requestBytes;
                int back = replyBytes;
                start(() -> pass(client, server, there, requested));
                start(() -> pass(server, client, back, replied));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket to, int limit, AtomicInteger passed) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            int left = limit;
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(left, buffer.length));
                if (read < 0) {
                    return;
                }
                passed.addAndGet(read); // before who receives them can ask
                out.write(buffer, 0, read);
                left -= read;
            }
        } catch (IOException e) {
            // either side has left
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
