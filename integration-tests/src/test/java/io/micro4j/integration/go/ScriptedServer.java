package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers each HTTP request with the bytes it is given, and closes the connection where they are marked as the last. */
final class ScriptedServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    /** What is sent, and whether the connection is closed after it. */
    record Answer(byte[] bytes, boolean last) {}

    private final ServerSocket listener;
    private final Function<String, Answer> script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ScriptedServer(Function<String, Answer> script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        start(this::accept, "scripted server");
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                start(() -> serve(socket), "scripted connection");
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String request = read(in); request != null; request = read(in)) {
                Answer answer = script.apply(request);
                socket.getOutputStream().write(answer.bytes());
                if (answer.last()) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has left
        } finally {
            open.remove(socket);
        }
    }

    /** Returns a request with its body, or null at the end. */
    private static @Nullable String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!all.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            all.write(next);
        }
        String head = all.toString(ISO_8859_1);
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1);
        }
        // go-micro's empty body: one chunk of no bytes
        return head + new String(in.readNBytes(5), ISO_8859_1);
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
