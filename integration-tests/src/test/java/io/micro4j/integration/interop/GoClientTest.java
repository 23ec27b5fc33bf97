package io.micro4j.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.Micro;
import io.micro4j.integration.RunningProcess;
import io.micro4j.integration.grpc.GrpcTools;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** grpc-go's own client against our server. */
@Tag("slow")
final class GoClientTest {
    private static final Service SERVICE = Micro.configure("interop")
            .environment(Map.of())
            .registry(new MemoryRegistry())
            .server(options -> options.address("127.0.0.1:0").drainTime(Duration.ZERO))
            .build()
            .handle(TestServiceHandler.of(new InteropService()));

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty_unary",
                "large_unary",
                "client_streaming",
                "server_streaming",
                "ping_pong",
                "empty_stream",
                "custom_metadata",
                "status_code_and_message",
                "special_status_message",
                "unimplemented_method",
                "unimplemented_service",
                "cancel_after_begin",
                "cancel_after_first_response",
                "timeout_on_sleeping_server",
                "rpc_soak",
                "channel_soak"
            })
    void passes(String testCase) {
        String address = SERVICE.address();
        ProcessBuilder command = new ProcessBuilder(
                GrpcTools.program("client").toString(),
                "-use_tls=false",
                "-server_host=127.0.0.1",
                "-server_port=" + address.substring(address.lastIndexOf(':') + 1),
                "-soak_per_iteration_max_acceptable_latency_ms=5000",
                "-soak_overall_timeout_seconds=60",
                "-test_case=" + testCase);

        try (RunningProcess client = RunningProcess.start("grpc-go's client", command)) {
            assertThat(client.awaitExit(Duration.ofMinutes(1)))
                    .as(client.output())
                    .isZero();
        }
    }
}
