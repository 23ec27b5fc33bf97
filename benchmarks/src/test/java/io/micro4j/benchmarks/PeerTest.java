package io.micro4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured works. */
@Tag("slow")
final class PeerTest {
    private static final EchoRequest REQUEST = Echoes.request("text", 5);

    static List<Peer> peers() {
        return Contenders.peers();
    }

    static List<Peer> streaming() {
        return peers().stream().filter(peer -> peer.carries(Load.SERVER_STREAM)).toList();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void answers(Peer peer) throws Exception {
        try (EchoServer server = peer.serve();
                EchoCalls calls = peer.connect(server.address())) {
            CompletableFuture<EchoReply> later = new CompletableFuture<>();
            calls.say(REQUEST, new EchoCalls.Answer() {
                @Override
                public void reply(EchoReply reply) {
                    later.complete(reply);
                }

                @Override
                public void failure(Throwable failure) {
                    later.completeExceptionally(failure);
                }
            });

            assertThat(calls.say(REQUEST)).isEqualTo(Echoes.reply(REQUEST));
            assertThat(later.get(30, TimeUnit.SECONDS)).isEqualTo(Echoes.reply(REQUEST));
        }
    }

    @ParameterizedTest
    @MethodSource("streaming")
    void streams(Peer peer) throws Exception {
        try (EchoServer server = peer.serve();
                EchoCalls calls = peer.connect(server.address())) {
            assertThat(calls.repeat(REQUEST)).isEqualTo(5);
            assertThat(calls.together(REQUEST, 7)).isEqualTo(7);
            assertThat(calls.chat(REQUEST, 9)).isEqualTo(9);
        }
    }
}
