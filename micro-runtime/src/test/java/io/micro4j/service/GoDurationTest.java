package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GoDurationTest {
    @Test
    void readsWhatGoWrites() {
        assertThat(GoDuration.parse("0")).isEqualTo(Duration.ZERO);
        assertThat(GoDuration.parse("300ms")).isEqualTo(Duration.ofMillis(300));
        assertThat(GoDuration.parse("1m30s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(GoDuration.parse("1.5h")).isEqualTo(Duration.ofMinutes(90));
        assertThat(GoDuration.parse(".5s")).isEqualTo(Duration.ofMillis(500));
        assertThat(GoDuration.parse("2us3ns")).isEqualTo(Duration.ofNanos(2_003));
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : new String[] {"", "5", "s", "1.2.3s", "-1s", "1s ", "1d", "9999999999h"}) {
            assertThatThrownBy(() -> GoDuration.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
