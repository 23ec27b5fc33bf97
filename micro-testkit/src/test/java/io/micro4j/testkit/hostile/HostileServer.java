package io.micro4j.testkit.hostile;

import io.micro4j.call.Metadata;
import io.micro4j.codec.Encoded;
import io.micro4j.registry.Node;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Says what it is told to the first client that calls it over HTTP/2, and listens to what that says of it. */
final class HostileServer implements AutoCloseable {
    static final byte[] SETTINGS =
            new Http2Frames().frame(Http2Frames.SETTINGS, 0, 0).toByteArray();

    private static final int PREFACE = 24;

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Integer> goAway = new CompletableFuture<>();
    private final byte[] first;
    private final byte[] then;
    private final boolean stays;

    private HostileServer(byte[] first, byte[] then, boolean stays) throws IOException {
        this.first = first;
        this.then = then;
        this.stays = stays;
    }

    /**
     * Returns a server that says {@code first} at once and {@code then} when it has been called.
     *
     * @param stays whether it listens on, instead of closing
     */
    static HostileServer saying(byte[] first, byte[] then, boolean stays) throws IOException {
        HostileServer server = new HostileServer(first, then, stays);
        Thread thread = new Thread(server::serve, "hostile server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Returns the code with which the client says goodbye. */
    CompletableFuture<Integer> goAway() {
        return goAway;
    }

    /** Makes a unary call to it. */
    Told call(Transport transport) {
        return call(transport, port);
    }

    /** Makes a unary call to who listens at {@code port}. */
    static Told call(Transport transport, ServerSocket port) {
        Told told = new Told();
        Head head = new Head("hostile", HostileInput.ECHO.name(), "application/protobuf", 0, Metadata.EMPTY);
        Node node = Node.of("127.0.0.1:" + port.getLocalPort());
        Socket socket = transport.open(node, HostileInput.ECHO, head, told);
        socket.request(1);
        socket.send(Encoded.of(new byte[0]));
        socket.end(End.OK);
        return told;
    }

    private void serve() {
        try (java.net.Socket client = port.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            client.getOutputStream().write(first);
            in.readNBytes(PREFACE);
            while (frame(in) != Http2Frames.HEADERS) {
                // not called yet
            }
            Thread talker = new Thread(() -> say(client), "hostile server, talking");
            talker.setDaemon(true);
            talker.start();
            while (stays && frame(in) >= 0) {
                // the talker is heard
            }
        } catch (IOException e) {
            goAway.completeExceptionally(e); // the client has left
        }
    }

    private void say(java.net.Socket client) {
        try {
            client.getOutputStream().write(then);
        } catch (IOException e) {
            // the client has left, and has said why
        }
    }

    /** Returns the type of the next frame. */
    private int frame(DataInputStream in) throws IOException {
        int lengthAndType = in.readInt();
        in.readNBytes(5);
        byte[] payload = in.readNBytes(lengthAndType >>> 8);
        int type = lengthAndType & 0xff;
        if (type == Http2Frames.GOAWAY) {
            goAway.complete((int) payload[7]);
        }
        return type;
    }

    @Override
    public void close() throws IOException {
        port.close();
    }

    /** What the caller is told. */
    record Told(CompletableFuture<End> end, AtomicInteger ends) implements Receiver {
        Told() {
            this(new CompletableFuture<>(), new AtomicInteger());
        }

        @Override
        public void message(Body body) {
            // only the end matters
        }

        @Override
        public void end(End how) {
            ends.incrementAndGet();
            end.complete(how);
        }
    }
}
