package io.micro4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micro4j.registry.Registry;
import io.micro4j.registry.memory.MemoryRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HookTest {
    private final Registry registry = new MemoryRegistry();
    private final List<String> done = new ArrayList<>();
    private final Service service = Service.builder("hooked")
            .environment(Map.of())
            .transport("memory")
            .registry(registry)
            .broker("memory")
            .build();

    private Hook says(String what) {
        return () -> done.add(what + (registry.find("hooked").isEmpty() ? "" : ", registered"));
    }

    private static Hook fails() {
        return () -> {
            throw new IOException("no disk");
        };
    }

    @Test
    void eachIsDoneInItsPlaceAndInOrder() {
        service.afterStop(says("after stop"))
                .beforeStop(says("before stop"))
                .beforeStart(says("first"))
                .beforeStart(says("second"))
                .afterStart(says("after start"));

        service.start();
        service.close();
        service.close();

        assertThat(done)
                .containsExactly("first", "second", "after start, registered", "before stop, registered", "after stop");
    }

    @Test
    void oneThatFailsBeforeTheStartPreventsIt() {
        service.beforeStart(fails()).beforeStart(says("second")).afterStop(says("after stop"));

        assertThatIllegalStateException()
                .isThrownBy(service::start)
                .withMessageContainingAll("hooked does not start", "beforeStart", "no disk")
                .withCauseInstanceOf(IOException.class);
        assertThat(done).isEmpty();
        assertThat(registry.find("hooked")).isEmpty();
    }

    @Test
    void oneThatFailsAfterTheStartClosesTheService() {
        service.afterStart(fails()).afterStop(says("after stop"));

        assertThatIllegalStateException().isThrownBy(service::start).withMessageContaining("afterStart");

        assertThat(done).containsExactly("after stop");
        assertThat(registry.find("hooked")).isEmpty();
    }

    @Test
    void oneThatFailsAtTheStopHoldsNothingUp() {
        service.beforeStop(fails())
                .beforeStop(says("second"))
                .afterStop(fails())
                .afterStop(says("last"));
        service.start();

        service.close();

        assertThat(done).containsExactly("second, registered", "last");
    }

    @Test
    void oneThatComesTooLateIsRefused() {
        service.start();

        assertThatIllegalStateException()
                .isThrownBy(() -> service.beforeStart(says("late")))
                .withMessageContaining("hooked has started");
        service.close();
    }
}
