package io.micro4j.testkit.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Lets so many bytes of one connection pass each way, then closes it at both sides. */
final class Cutter implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Executor threads;

    /** Begins to listen, for one connection that goes on to {@code target}. */
    Cutter(String target, Executor threads, int toServer, int toClient) throws IOException {
        this.threads = threads;
        threads.execute(() -> serve(target, toServer, toClient));
    }

    String address() {
        return "127.0.0.1:" + port.getLocalPort();
    }

    private void serve(String target, int toServer, int toClient) {
        int colon = target.lastIndexOf(':');
        try (Socket client = port.accept();
                Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            sockets.add(client);
            sockets.add(server);
            port.close();
            threads.execute(() -> pass(server, client, toClient));
            pass(client, server, toServer);
        } catch (IOException e) {
            // the test is over
        }
    }

    /** Returns once {@code bytes} have passed or one of the two has closed, and closes the other. */
    private static void pass(Socket from, Socket to, int bytes) {
        try (from;
                to) {
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int left = bytes; left > 0; ) {
                int read = in.read(piece, 0, Math.min(left, piece.length));
                if (read < 0) {
                    return;
                }
                out.write(piece, 0, read);
                left -= read;
            }
        } catch (IOException e) {
            // the other direction was cut
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
