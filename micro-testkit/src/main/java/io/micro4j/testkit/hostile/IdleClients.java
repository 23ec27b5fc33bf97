package io.micro4j.testkit.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that opens connections and says nothing: in one of its own, since each side of a connection takes a file descriptor. */
final class IdleClients implements AutoCloseable {
    private final Process process;

    private IdleClients(Process process) {
        this.process = process;
    }

    /** Opens {@code count} connections to {@code address}, and returns once all are open. */
    static IdleClients open(String address, int count) throws IOException, URISyntaxException {
        Path classes = Path.of(IdleClients.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classes.toString(),
                        IdleClients.class.getName(),
                        address,
                        String.valueOf(count))
                .redirectErrorStream(true)
                .start();
        IdleClients clients = new IdleClients(process);
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (!("open " + count).equals(line)) {
            clients.close();
            throw new AssertionError("The idle clients did not open " + count + " connections: " + line);
        }
        return clients;
    }

    void assertRunning() {
        if (!process.isAlive()) {
            throw new AssertionError("The idle clients ended by themselves");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Opens as many connections as the second argument says to the first, says so, and waits to be ended. */
    public static void main(String[] arguments) throws IOException {
        int colon = arguments[0].lastIndexOf(':');
        InetSocketAddress address = new InetSocketAddress(
                arguments[0].substring(0, colon), Integer.parseInt(arguments[0].substring(colon + 1)));
        int count = Integer.parseInt(arguments[1]);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.connect(address);
            sockets.add(socket);
        }
        System.out.println("open " + sockets.size());
        int end = System.in.read();
        System.out.println("ended by " + end);
    }
}
