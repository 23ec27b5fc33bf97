package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.greeter.Greeter;
import com.example.greeter.GreeterClient;
import com.example.greeter.GreeterHandler;
import com.example.greeter.HelloReply;
import com.example.greeter.HelloRequest;
import io.micro4j.client.ClientOptions;
import io.micro4j.testkit.faults.Faults;
import io.micro4j.testkit.faults.MicroExtension;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code docs/testing.md} shows. */
@Timeout(60)
final class TestingPageTest {
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final HelloRequest ada = HelloRequest.newBuilder().setName("Ada").build();

    @RegisterExtension
    final MicroExtension micro = MicroExtension.create()
            .options(ClientOptions.DEFAULT.withRetries(10)) // of a hundred calls, one is refused four times in a row
            .service("greeter", GreeterHandler.of(new Polite()));

    @Test
    void greetsThoughOneConnectionInThreeFails() {
        micro.set(Faults.NONE.withRefused(0.3).withDelay(Duration.ofMillis(20)));
        Greeter greeter = GreeterClient.of(micro.client(), "greeter");
        assertThat(greeter.hello(ada).getMessage()).isEqualTo("Hello Ada");
    }

    @Test
    void everyPieceOfCodeIsInThisFile() {
        String source = bare(Readme.contentOf(
                Machine.root().resolve("integration-tests/src/test/java/io/micro4j/integration/TestingPageTest.java")));
        List<String> pieces = CODE.matcher(Readme.contentOf(Machine.root().resolve("docs/testing.md")))
                .results()
                .map(piece -> bare(piece.group(1)))
                .toList();

        assertThat(pieces).hasSize(1).allSatisfy(piece -> assertThat(source).contains(piece));
    }

    private static String bare(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static final class Polite implements Greeter {
        @Override
        public HelloReply hello(HelloRequest request) {
            return HelloReply.newBuilder()
                    .setMessage("Hello " + request.getName())
                    .build();
        }

        @Override
        public Stream<HelloReply> repeat(HelloRequest request) {
            return Stream.of(hello(request));
        }

        @Override
        public HelloReply together(Stream<HelloRequest> requests) {
            return requests.map(this::hello).findFirst().orElseThrow();
        }

        @Override
        public Stream<HelloReply> chat(Stream<HelloRequest> requests) {
            return requests.map(this::hello);
        }
    }
}
