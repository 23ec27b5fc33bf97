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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, each a process, found by mDNS on loopback and called 300 times a second over http, while they are replaced. */
@Tag("slow")
@Timeout(150)
final class ProcessRollTest {
    private static final int NODES = 3;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("rolled at (\\S+:\\d+)");

    @TempDir
    private Path directory;

    private final Deque<RunningProcess> nodes = new ArrayDeque<>();
    private Map<String, String> environment = Map.of();

    /** A node that was killed, and when. */
    private record Killed(String address, long after) {
        boolean ended(Failed call) {
            return call.since() < after
                    && call.error().attempts().stream()
                            .anyMatch(attempt -> attempt.node().endsWith(address));
        }
    }

    @BeforeEach
    void start() throws IOException {
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            environment = Map.of(
                    "MICRO_SERVER_ADDRESS",
                    "127.0.0.1:0",
                    "MICRO_MDNS_INTERFACES",
                    "lo",
                    "MICRO_MDNS_PORT",
                    String.valueOf(free.getLocalPort()),
                    "MICRO_LOCAL_DIRECTORY",
                    directory.toString());
        }
        for (int i = 0; i < NODES; i++) {
            add();
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(RunningProcess::close);
    }

    private void add() {
        ProcessBuilder command =
                new ProcessBuilder(Machine.java(), "-cp", Machine.classPath(), RolledNode.class.getName());
        command.environment().putAll(environment);
        RunningProcess node = RunningProcess.start("a node", command);
        nodes.add(node);
        address(node);
    }

    private static String address(RunningProcess node) {
        return node.awaitLine(ADDRESS, PATIENCE).group(1);
    }

    private Client client() {
        return Service.builder().environment(environment).buildClient();
    }

    @Test
    void replacingEachNodeFiveTimesLosesNoCall() {
        SteadyLoad load;
        try (Client client = client();
                SteadyLoad running = SteadyLoad.start(client)) {
            load = running;
            for (int i = 0; i < NODES * ROUNDS; i++) {
                add();
                load.awaitCalls(150);
                RunningProcess old = nodes.remove();
                old.terminate();
                assertThat(old.awaitExit(PATIENCE)).as(old::output).isIn(0, 143);
                assertThat(old.output()).doesNotContain("WARN");
            }
        }
        report("SIGTERM", load);
        assertThat(load.failures()).isEmpty();
        assertThat(load.size()).isGreaterThan(NODES * ROUNDS * 150);
    }

    @Test
    void aNodeThatIsKilledFailsOnlyWhatItWasDoing() {
        List<Killed> killed = new ArrayList<>();
        SteadyLoad load;
        try (Client client = client();
                SteadyLoad running = SteadyLoad.start(client)) {
            load = running;
            for (int i = 0; i < ROUNDS; i++) {
                add();
                load.awaitCalls(300);
                RunningProcess victim = nodes.remove();
                String address = address(victim);
                victim.close();
                killed.add(new Killed(address, System.nanoTime()));
                load.awaitCalls(300);
            }
        }
        report("SIGKILL", load);
        assertThat(load.failures()).allSatisfy(call -> {
            assertThat(killed).anyMatch(node -> node.ended(call));
            assertThat(call.endpoint()).isEqualTo(RolledNode.BUY);
            assertThat(call.error().detail()).contains("ended the call: the connection closed");
        });
        assertThat(load.failures().size()).isLessThan(ROUNDS * 20);
    }

    private static void report(String what, SteadyLoad load) {
        System.getLogger(ProcessRollTest.class.getName()).log(System.Logger.Level.INFO, what + ": " + load.report());
    }
}
