package io.micro4j.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.broker.Event;
import io.micro4j.call.Metadata;
import io.micro4j.transport.Body;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
    /** As captured from go-micro, byte for byte. */
    @Test
    void writesWhatGoMicroWrites() {
        Event event = new Event(
                "topic.x",
                Metadata.of("Micro-ID", "e2084a2d").with("Content-Type", "application/json"),
                "{\"name\":\"e\"}\n".getBytes(UTF_8));

        assertThat(new String(Envelope.write(event), UTF_8))
                .isEqualTo("{\"Header\":{\"Content-Type\":\"application/json\",\"Micro-ID\":\"e2084a2d\","
                        + "\"Micro-Topic\":\"topic.x\"},\"Body\":\"eyJuYW1lIjoiZSJ9Cg==\"}");
    }

    @Test
    void keepsNamesAsTheyAreWritten() {
        String json = "{\"Header\":{\"Micro-Topic\":\"x\",\"micro-ID\":\"1\",\"lower\":\"\\u003c&\"},\"Body\":\"\"}";

        Event event = Envelope.read(Body.of(json.getBytes(UTF_8)));

        assertThat(event.headers().toMap().keySet()).containsExactly("Micro-Topic", "micro-ID", "lower");
        assertThat(event.headers().get("lower")).isEqualTo("<&");
        assertThat(event.body()).isEmpty();
    }

    @Test
    void saysThatThereIsNoTopic() {
        assertThatThrownBy(() -> Envelope.read(Body.of("{\"Body\":\"\"}".getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Micro-Topic");
    }

    @Test
    void readsDeepJsonThatItHasNoUseFor() {
        String deep = "{\"More\":" + "[".repeat(200) + "]".repeat(200) + ",\"Header\":{\"Micro-Topic\":\"x\"}}";

        assertThat(Envelope.read(Body.of(deep.getBytes(UTF_8))).topic()).isEqualTo("x");
    }
}
