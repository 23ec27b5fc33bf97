package io.micro4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.protobuf.ProtoType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class MicroExtensionTest {
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    private static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Echo", "Echo", TEXT, TEXT);
    private static final Endpoint<StringValue, StringValue> MANY =
            Endpoint.serverStream("test.Echo", "Many", TEXT, TEXT);

    @RegisterExtension
    final MicroExtension micro = MicroExtension.create()
            .options(ClientOptions.DEFAULT.withRetries(0).withTimeout(Duration.ofSeconds(5)))
            .service("echo", routes -> {
                routes.unary(ECHO, request -> request);
                routes.serverStream(MANY, request -> IntStream.range(0, 10).mapToObj(i -> request));
            });

    @Test
    void callsGoWellAtFirst() {
        assertThat(say("hello")).isEqualTo("hello");
        assertThat(micro.servers()).hasSize(1);
        assertThat(micro.registry().find("echo")).hasSize(1);
    }

    @Test
    void whatCannotConnectWasNeverSent() {
        micro.set(Faults.NONE.withRefused(1));
        assertThatThrownBy(() -> say("hello"))
                .isInstanceOfSatisfying(
                        MicroException.class,
                        failure -> assertThat(failure.neverSent()).isTrue())
                .hasMessageContaining("as the test wants it");
    }

    @Test
    void whatIsCutMayHaveBeenHandled() {
        micro.set(Faults.NONE.withCut(1));
        List<String> outcomes = outcomes(50);
        assertThat(outcomes).contains("500 sent").allMatch(each -> each.equals("500 sent") || each.equals("well"));
    }

    @Test
    void whatIsLostWaitsForItsDeadline() {
        micro.set(Faults.NONE.withLost(1));
        assertThatThrownBy(() -> micro.client()
                        .caller("echo")
                        .with(CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50)))
                        .unary(ECHO, StringValue.of("hello")))
                .isInstanceOfSatisfying(
                        MicroException.class,
                        failure -> assertThat(failure.code()).isEqualTo(408));
    }

    @Test
    void repliesOvertakeEachOtherButNotThoseOfTheirCall() {
        micro.set(Faults.NONE.withDelay(Duration.ofMillis(20)));
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> calls = IntStream.range(0, 40)
                .mapToObj(i -> micro.client()
                        .caller("echo")
                        .async()
                        .unary(ECHO, StringValue.of("" + i))
                        .thenAccept(reply -> order.add(Integer.parseInt(reply.getValue()))))
                .toList();
        calls.forEach(CompletableFuture::join);
        assertThat(order)
                .hasSize(40)
                .isNotEqualTo(IntStream.range(0, 40).boxed().toList());
        try (Stream<StringValue> many = micro.client().caller("echo").serverStream(MANY, StringValue.of("x"))) {
            assertThat(many).hasSize(10);
        }
    }

    @Test
    void oneSeedGivesTheSameFates() {
        Faults faults = Faults.NONE.withRefused(0.2).withCut(0.2).withLost(0.1).withDelay(Duration.ofMillis(5));
        assertThat(fates(7, faults)).isEqualTo(fates(7, faults)).isNotEqualTo(fates(8, faults));
        assertThat(fates(7, faults))
                .anyMatch(Fate::refused)
                .anyMatch(Fate::lost)
                .anyMatch(fate -> fate.cutAfter() >= 0);
    }

    @Test
    void aRegistrationEndsByTheClock() {
        micro.clock().advance(Duration.ofDays(30));
        assertThat(say("still there")).isEqualTo("still there");
        micro.clock().advance(Duration.ofDays(400));
        assertThat(micro.registry().find("echo")).isEmpty();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Faults.NONE.withCut(1.5)).hasMessage("cut is 1.5; a share is between 0 and 1");
        assertThatThrownBy(() -> Faults.NONE.withCut(0.7).withLost(0.7)).hasMessageContaining("together");
        assertThatThrownBy(() -> micro.clock().advance(Duration.ofSeconds(-1)))
                .hasMessageContaining("does not go back");
    }

    @Test
    void aFailureTellsItsSeed() {
        AssertionError failure = new AssertionError("as it should");
        assertThatThrownBy(() -> micro.handleTestExecutionException(null, failure))
                .isSameAs(failure);
        assertThat(failure.getSuppressed()).singleElement().asString().contains("-Dmicro.test.seed=" + micro.seed());
    }

    private String say(String word) {
        return micro.client().caller("echo").unary(ECHO, StringValue.of(word)).getValue();
    }

    private List<String> outcomes(int calls) {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            try {
                say("hello");
                outcomes.add("well");
            } catch (MicroException e) {
                outcomes.add(e.code() + (e.neverSent() ? " never sent" : " sent"));
            }
        }
        return outcomes;
    }

    private static List<Fate> fates(long seed, Faults faults) {
        Random random = new Random(seed);
        return IntStream.range(0, 200).mapToObj(i -> Fate.draw(random, faults)).toList();
    }
}
