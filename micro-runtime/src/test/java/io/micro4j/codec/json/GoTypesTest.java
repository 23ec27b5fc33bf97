package io.micro4j.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.codec.CodecException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link #GO} is what encoding/json (Go 1.26) writes of a struct with []byte, time.Time and time.Duration. */
@SuppressWarnings("ArrayRecordComponent") // users' records have them
final class GoTypesTest {
    private static final String GO = """
            {"data":"AP8+PwE=","none":null,"at":"2026-11-26T13:00:00.12Z",\
            "there":"2026-11-26T13:00:00.123456789-03:30","zero":"0001-01-01T00:00:00Z","took":-1500000000}
            """;

    record Go(
            byte @Nullable [] data,
            byte @Nullable [] none,
            @Nullable OffsetDateTime at,
            @Nullable OffsetDateTime there,
            @Nullable Instant zero,
            @Nullable Duration took) {}

    record Local(LocalDate date, LocalTime time, LocalDateTime both) {}

    @Test
    void readsWhatGoWritesAndWritesIt() {
        Go go = read(Go.class, GO);

        assertThat(go.data()).containsExactly(0, 255, 62, 63, 1);
        assertThat(go.none()).isNull();
        assertThat(go.at()).isEqualTo("2026-11-26T13:00:00.120Z");
        assertThat(go.there()).isEqualTo("2026-11-26T13:00:00.123456789-03:30");
        assertThat(go.zero()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(go.took()).isEqualTo(Duration.ofMillis(-1500));
        assertThat(write(Go.class, go)).isEqualTo(GO);
    }

    @Test
    void writesSecondsThatAreZeroAndReadsAnInstantWithAnOffset() {
        Go go = read(Go.class, "{\"at\":\"2026-01-01T00:00:00+01:00\",\"zero\":\"2026-01-01T00:00:00+01:00\"}");

        assertThat(write(Go.class, go)).contains("\"2026-01-01T00:00:00+01:00\"", "\"2025-12-31T23:00:00Z\"");
    }

    @Test
    void ignoresLineBreaksInBase64() {
        assertThat(read(Go.class, "{\"data\":\"AP8+\\r\\nPwE=\"}").data()).containsExactly(0, 255, 62, 63, 1);
    }

    @Test
    void writesLocalDatesAndTimesAsText() {
        Local local = new Local(LocalDate.of(2026, 1, 2), LocalTime.of(3, 4, 5), LocalDateTime.of(2026, 1, 2, 3, 4, 5));

        String json = write(Local.class, local);

        assertThat(json)
                .isEqualTo("{\"date\":\"2026-01-02\",\"time\":\"03:04:05\",\"both\":\"2026-01-02T03:04:05\"}\n");
        assertThat(read(Local.class, json)).isEqualTo(local);
    }

    @Test
    void refusesWhatIsNoneWithoutRepeatingIt() {
        for (String json : new String[] {
            "{\"data\":\"secret!\"}",
            "{\"data\":[1,2]}",
            "{\"at\":\"secret\"}",
            "{\"zero\":12}",
            "{\"took\":\"secret\"}"
        }) {
            assertThatThrownBy(() -> read(Go.class, json))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("Cannot read")
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }

    @Test
    void refusesToWriteWhatGoCannotRead() {
        assertThatThrownBy(() -> write(Go.class, new Go(null, null, null, null, Instant.MAX, null)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("RFC 3339");
        OffsetDateTime odd = OffsetDateTime.parse("2026-01-01T00:00:00+01:00:30");
        assertThatThrownBy(() -> write(Go.class, new Go(null, null, odd, null, null, null)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("offset");
        Duration long300 = Duration.ofDays(300 * 366);
        assertThatThrownBy(() -> write(Go.class, new Go(null, null, null, null, null, long300)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("292 years");
    }

    private static <T> T read(Class<T> type, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return new GsonMarshaller<>(type).decode(bytes, 0, bytes.length);
    }

    private static <T> String write(Class<T> type, T message) {
        return new String(new GsonMarshaller<>(type).encode(message).toByteArray(), UTF_8);
    }
}
