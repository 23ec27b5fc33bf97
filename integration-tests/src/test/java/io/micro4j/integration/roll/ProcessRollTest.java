package io.micro4j.integration.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.client.Client;
import io.micro4j.integration.Machine;
import io.micro4j.integration.RunningProcess;
import io.micro4j.integration.roll.SteadyLoad.Failed;
import io.micro4j.service.Service;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes, each a process, found by mDNS alone on loopback and called 300 times a second over one wire, while they are replaced or die. */
@Timeout(400)
@Tag("slow")
final class ProcessRollTest {
    private static final int NODES = 3;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("rolled at (\\S+:\\d+)");

    /** What the pages call a node. */
    private static final String SOME_ADDRESS = "10.0.0.7:8080";

    private final Deque<RunningProcess> nodes = new ArrayDeque<>();
    private Map<String, String> environment = Map.of();

    @AfterEach
    void close() {
        nodes.forEach(RunningProcess::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void replacingEachNodeFiveTimesLosesNoCall(String wire) throws IOException {
        replaceEachNodeFiveTimes(wire);
    }

    @Test
    void aNodeThatIsKilledFailsOnlyWhatItWasDoing() throws IOException {
        killFiveNodes("http", "the connection to " + SOME_ADDRESS + " closed before a reply. Was the node stopped?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "tcp"})
    void aNodeThatIsKilledFailsOnlyWhatItWasDoingOverOtherWires(String wire) throws IOException {
        killFiveNodes(wire, SOME_ADDRESS + " ended the call: the connection closed. Was the node stopped?");
    }

    private void replaceEachNodeFiveTimes(String wire) throws IOException {
        start(wire);
        SteadyLoad load;
        try (Client client = client();
                SteadyLoad running = SteadyLoad.start(client)) {
            load = running;
            for (int i = 0; i < NODES * ROUNDS; i++) {
                load.awaitReplyOf(add().pid());
                load.awaitCalls(100);
                RunningProcess old = nodes.remove();
                old.terminate();
                assertThat(old.awaitExit(PATIENCE)).as(old::output).isIn(0, 143);
                assertThat(old.output()).doesNotContain("WARN");
            }
        }
        report("SIGTERM over " + wire, load);
        assertThat(load.failures()).isEmpty();
        assertThat(load.size()).isGreaterThan(NODES * ROUNDS * 100);
    }

    /** Only calls that may have taken effect fail, on a node that was killed, and say what {@code docs/operations.md} quotes. */
    private void killFiveNodes(String wire, String quoted) throws IOException {
        start(wire);
        List<String> killed = new ArrayList<>();
        SteadyLoad load;
        try (Client client = client();
                SteadyLoad running = SteadyLoad.start(client)) {
            load = running;
            for (int i = 0; i < ROUNDS; i++) {
                load.awaitReplyOf(add().pid());
                RunningProcess victim = nodes.remove();
                killed.add(address(victim));
                victim.close();
                load.awaitCalls(300);
            }
        }
        report("SIGKILL over " + wire, load);
        assertThat(load.size()).isGreaterThan(ROUNDS * 300);
        assertThat(Files.readString(Machine.root().resolve("docs/operations.md")))
                .contains("`" + quoted + "`");
        assertThat(load.failures()).allSatisfy(call -> {
            assertThat(call.endpoint()).isEqualTo(RolledNode.BUY);
            assertThat(killed)
                    .anySatisfy(address -> assertThat(said(call, address)).contains(quoted));
        });
    }

    /** Returns what a call says that failed on the node at {@code address}, less what the system says of it, and whether a part of a reply came. */
    private static String said(Failed call, String address) {
        return call.error()
                .detail()
                .replace(address, SOME_ADDRESS)
                .replace(", in the middle of one", "")
                .replaceAll("the connection closed \\([^)]*\\)", "the connection closed");
    }

    private void start(String wire) throws IOException {
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            environment = Map.of(
                    "MICRO_SERVER_ADDRESS",
                    "127.0.0.1:0",
                    "MICRO_TRANSPORT_WIRES",
                    wire,
                    "MICRO_MDNS_LOCAL",
                    "false",
                    "MICRO_MDNS_INTERFACES",
                    "lo",
                    "MICRO_MDNS_PORT",
                    String.valueOf(free.getLocalPort()));
        }
        for (int i = 0; i < NODES; i++) {
            launch();
        }
        nodes.forEach(ProcessRollTest::address);
    }

    /** Starts one more node, and returns it when it is registered. */
    private RunningProcess add() {
        RunningProcess node = launch();
        String unused = address(node);
        return node;
    }

    /** The JVM spends as little as it can on the start of a process that lives for seconds. */
    private RunningProcess launch() {
        ProcessBuilder command = new ProcessBuilder(
                Machine.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Machine.classPath(),
                RolledNode.class.getName());
        command.environment().putAll(environment);
        RunningProcess node = RunningProcess.start("a node", command);
        nodes.add(node);
        return node;
    }

    private static String address(RunningProcess node) {
        return node.awaitLine(ADDRESS, PATIENCE).group(1);
    }

    private Client client() {
        return Service.builder().environment(environment).buildClient();
    }

    private static void report(String what, SteadyLoad load) {
        System.getLogger(ProcessRollTest.class.getName()).log(System.Logger.Level.INFO, what + ": " + load.report());
    }
}
