package io.micro4j.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.broker.Event;
import io.micro4j.transport.Body;

final class EnvelopeFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void isReadOrRefused(byte[] bytes) {
        Event event;
        try {
            event = Envelope.read(Body.of(bytes));
        } catch (IllegalArgumentException e) {
            return;
        }
        Event once = again(event); // what is no Unicode does not survive
        Event twice = again(once);
        assertThat(once.body()).isEqualTo(event.body());
        assertThat(twice.topic()).isEqualTo(once.topic());
        assertThat(twice.headers()).isEqualTo(once.headers());
        assertThat(twice.body()).isEqualTo(once.body());
    }

    private static Event again(Event event) {
        return Envelope.read(Body.of(Envelope.write(event)));
    }
}
