package io.micro4j.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Whoever is slow to read misses nothing that came before the call failed. */
final class InboundTest {
    private final Marshaller<String> text = new Text();
    private final MicroException failure = MicroException.conflict("no more");

    @Test
    void aThreadReadsWhatCameBeforeTheFailure() throws Exception {
        BlockingInbound<String> inbound = new BlockingInbound<>(text, 8, wanted -> {}, 0);

        fill(inbound);

        assertThat(inbound.take()).isEqualTo("first");
        assertThat(inbound.take()).isEqualTo("second");
        assertThatThrownBy(inbound::take).isSameAs(failure);
        assertThatThrownBy(inbound::take).isSameAs(failure);
    }

    @Test
    void aSubscriberIsToldWhatCameBeforeTheFailure() {
        List<Runnable> later = new ArrayList<>();
        List<Object> told = new ArrayList<>();
        InboundPublisher<String> inbound = new InboundPublisher<>(text, later::add, 8, new NoCall());
        inbound.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(2);
            }

            @Override
            public void onNext(String item) {
                told.add(item);
            }

            @Override
            public void onError(Throwable thrown) {
                told.add(thrown);
            }

            @Override
            public void onComplete() {
                told.add("complete");
            }
        });

        fill(inbound);
        later.forEach(Runnable::run);

        assertThat(told).containsExactly("first", "second", failure);
    }

    private void fill(Inbound inbound) {
        inbound.message(Body.of("first".getBytes(UTF_8)));
        inbound.message(Body.of("second".getBytes(UTF_8)));
        inbound.fail(failure);
    }

    private static final class Text implements Marshaller<String> {
        @Override
        public Encoded encode(String message) {
            return Encoded.of(message.getBytes(UTF_8));
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, UTF_8);
        }
    }

    private static final class NoCall implements InboundPublisher.Source {
        @Override
        public void start() {}

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(MicroException why) {}
    }
}
