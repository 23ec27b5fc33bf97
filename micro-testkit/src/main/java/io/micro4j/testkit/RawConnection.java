package io.micro4j.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a test says every byte itself, and hears every byte. For one thread.
 *
 * <p>No wait is longer than {@link #PATIENCE}: then it fails, and says what it waited for.
 */
public final class RawConnection implements AutoCloseable {
    /** How long a server may take for anything. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** Connects to {@code address}: {@code host:port}. */
    public static RawConnection to(String address) {
        return to(address, 0);
    }

    /** Connects to {@code address} with room for {@code receiveBuffer} unread bytes; 0 for as many as the system likes. */
    public static RawConnection to(String address, int receiveBuffer) {
        int colon = address.lastIndexOf(':');
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    (int) PATIENCE.toMillis());
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect to " + address, e);
        }
    }

    /** Waits for the next client of {@code port}. */
    public static RawConnection from(ServerSocket port) {
        try {
            port.setSoTimeout((int) PATIENCE.toMillis());
            return new RawConnection(port.accept());
        } catch (IOException e) {
            throw new UncheckedIOException("Waited for a client of " + port, e);
        }
    }

    /** Sends {@code text}, each of its characters as the byte of its number. */
    public RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends {@code bytes}. A peer that has closed meanwhile is no failure: what it said before can still be read. */
    public RawConnection send(byte[] bytes) {
        trySend(bytes);
        return this;
    }

    /** Sends {@code bytes}. Returns whether the peer still takes them. */
    public boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send to " + this, e);
        }
    }

    /** Says that no byte follows, and still listens. */
    public RawConnection halfClose() {
        try {
            socket.shutdownOutput();
        } catch (SocketException closed) {
            return this; // the peer was first
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot half-close " + this, e);
        }
        return this;
    }

    /** Breaks the connection off: the peer sees a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reset " + this, e);
        }
    }

    /** Waits for the next HTTP response. */
    public Response response() {
        Response response = tryResponse();
        if (response == null) {
            throw new AssertionError("The server at " + this + " closed where a response was expected");
        }
        return response;
    }

    /** Waits for the next HTTP response; null if the peer closes, or breaks off, before its first byte. */
    public @Nullable Response tryResponse() {
        String status = line(true);
        if (status == null) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = head(); !line.isEmpty(); line = head()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Response(Integer.parseInt(status.split(" ", 3)[1]), headers, new String(bytes(length), UTF_8));
    }

    /** Returns the next {@code count} bytes. */
    public byte[] bytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new AssertionError("The server at " + this + " closed after " + bytes.length + " bytes of the "
                        + count + " that were expected");
            }
            return bytes;
        } catch (IOException e) {
            throw new AssertionError("Waited for " + count + " bytes from " + this + ": " + e, e);
        }
    }

    /** Waits until the peer closes or breaks off, and returns what it says before. */
    public byte[] rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "Waited " + PATIENCE.toSeconds() + " s for " + this + " to close; it said so far: " + rest, e);
        } catch (IOException reset) {
            return rest.toByteArray();
        }
        return rest.toByteArray();
    }

    /** Returns whether the peer says nothing, and stays, for {@code time}. */
    public boolean isSilentFor(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (IOException broken) {
            return false;
        } finally {
            patientAgain();
        }
    }

    private void patientAgain() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        } catch (SocketException e) {
            throw new UncheckedIOException("Cannot wait for " + this, e);
        }
    }

    private String head() {
        String line = line(false);
        if (line == null) {
            throw new AssertionError("The server at " + this + " closed in the middle of a head");
        }
        return line;
    }

    private @Nullable String line(boolean mayClose) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                line.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "Waited " + PATIENCE.toSeconds() + " s for " + this + " to say a line; it said so far: " + line, e);
        } catch (IOException reset) {
            if (mayClose) {
                return null;
            }
            throw new AssertionError(this + " broke off in the middle of a head: " + reset, reset);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + this, e);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    /**
     * An HTTP response.
     *
     * @param headers by their names in lower case
     */
    public record Response(int status, Map<String, String> headers, String body) {
        /** Returns the value of header {@code name}; empty if it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(ROOT), "");
        }

        /** Returns what went wrong by the header {@code Micro-Error}; empty for nothing. */
        public String error() {
            return header("Micro-Error");
        }
    }
}
