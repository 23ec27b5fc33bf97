package io.micro4j.integration.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.greeter.GreeterHandler;
import com.example.greeter.GreeterService;
import io.micro4j.Micro;
import io.micro4j.integration.Machine;
import io.micro4j.integration.RunningProcess;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs/grpc.md} says of grpcurl is what happens. */
@Timeout(60)
final class GrpcPageTest {
    private static final Pattern COMMAND =
            Pattern.compile("```sh\n(grpcurl .*?)```\\s+```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void theCommandsOfThePageAnswerAsItSays() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(
                        Files.readString(Machine.root().resolve("docs/grpc.md")))
                .results()
                .toList();
        assertThat(commands).hasSize(5);
        String grpcurl = GrpcTools.program("grpcurl").toString();

        try (Service service = Micro.configure("greeter")
                .environment(Map.of("MICRO_SERVER_REFLECTION", "true", "MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
                .registry(new MemoryRegistry())
                .server(options -> options.drainTime(Duration.ZERO))
                .build()
                .handle(GreeterHandler.of(new GreeterService()))) {
            service.start();
            for (MatchResult command : commands) {
                String line = command.group(1)
                        .replaceFirst("grpcurl", grpcurl)
                        .replaceFirst("127.0.0.1:8080", service.address());
                assertThat(said(line)).as(line).isEqualTo(command.group(2).strip());
            }
        }
    }

    private static String said(String command) {
        try (RunningProcess running = RunningProcess.start("grpcurl", new ProcessBuilder("sh", "-c", command))) {
            running.awaitExit(Duration.ofSeconds(30));
            return running.output();
        }
    }
}
