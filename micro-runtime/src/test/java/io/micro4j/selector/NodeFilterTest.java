package io.micro4j.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.call.Selection;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.ValueEntry;
import io.micro4j.registry.memory.MemoryRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeFilterTest {
    private final MemoryRegistry registry = new MemoryRegistry();

    @BeforeEach
    void register() {
        register("v1", "Greeter.Hello", "a1", "a");
        register("v1", "Greeter.Hello", "b1", "b");
        register("v2", "Greeter.Bye", "a2", "a");
        register("v2", "Greeter.Bye", "c2", "c");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=v2               | a2 c2",
                "endpoint = Greeter.Hello | a1 b1",
                "label zone=a             | a1 a2",
                "prefer zone=x,c,a        | c2",
                "prefer zone=x,y          | a1 a2 b1 c2",
                "without a1, c2:1         | a2 b1",
                "version=v1; prefer zone=c,b | b1",
                " ; version=v2; without a2 ; | c2"
            })
    void leaveTheNodesThatTheyName(String words, String left) {
        assertThat(selected(words, Selection.ANY)).containsExactlyInAnyOrder(left.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version=v2", "endpoint=Greeter.Hello", "label zone=a", "prefer zone=a,b", "without a1,b1:1"})
    void areWrittenAsTheyAreRead(String words) {
        assertThat(NodeFilter.parse(words)).singleElement().hasToString(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verson=v2", "label zone", "prefer zone=", "without", "zone=a"})
    void refuseNonsenseInWords(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeFilter.parse(words))
                .withMessageContaining("\"" + words + "\"")
                .withMessageContaining("version=…");
    }

    @Test
    void aCallNarrowsThemByVersionAndLabel() {
        assertThat(selected("", Selection.ANY.withVersion("v1").withLabel("zone", "b")))
                .containsExactly("b1");
        assertThat(selected("without a1", Selection.ANY.withLabel("zone", "a"))).containsExactly("a2");
    }

    @Test
    void whereNoneIsLeftTheErrorSaysWhatThereIs() {
        try (Selector selector = new RandomSelector(registry)) {
            assertThatExceptionOfType(MicroException.class)
                    .isThrownBy(() -> selector.select("greeter", Selection.ANY.withVersion("v3")))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(503);
                        assertThat(failure.neverSent()).isTrue();
                        assertThat(failure.detail()).contains("greeter", "version=v3", "v1", "v2", "4 nodes");
                    });
        }
    }

    @Test
    void callsWithOneKeyGoToOneNodeAndKeysAreSpread() {
        try (Selector selector = new RandomSelector(registry)) {
            Set<String> all = new HashSet<>();
            for (int key = 0; key < 100; key++) {
                Selection selection = Selection.ANY.withKey("user-" + key);
                String first = selector.select("greeter", selection).next().id();
                all.add(first);
                for (int i = 0; i < 5; i++) {
                    assertThat(selector.select("greeter", selection).next().id())
                            .isEqualTo(first);
                }
            }
            assertThat(all).containsExactlyInAnyOrder("a1", "b1", "a2", "c2");
        }
    }

    @Test
    void aNodeThatGoesMovesNoOtherKeys() {
        try (Selector selector = new RandomSelector(registry)) {
            for (int key = 0; key < 100; key++) {
                Selection selection = Selection.ANY.withKey("user-" + key);
                Next next = selector.select("greeter", selection);
                Node first = next.next();
                Node second = next.next();
                assertThat(second).isNotEqualTo(first);

                selector.mark("greeter", first, Outcome.UNREACHED, 0);
                assertThat(selector.select("greeter", selection).next()).isEqualTo(second);
                selector.reset("greeter");
                assertThat(selector.select("greeter", selection).next()).isEqualTo(first);
            }
        }
    }

    private Set<String> selected(String words, Selection selection) {
        SelectorOptions options = SelectorOptions.DEFAULT.withFilters(NodeFilter.parse(words));
        Set<String> ids = new HashSet<>();
        try (Selector selector = new RandomSelector(registry, options)) {
            for (int i = 0; i < 200; i++) {
                ids.add(selector.select("greeter", selection).next().id());
            }
        }
        return ids;
    }

    private void register(String version, String endpoint, String id, String zone) {
        Node node = new Node(id, id + ":1", Metadata.of("zone", zone));
        EndpointEntry entry = new EndpointEntry(
                endpoint,
                new ValueEntry("Request", "Request", List.of()),
                new ValueEntry("Reply", "Reply", List.of()),
                Metadata.EMPTY);
        registry.register(
                new ServiceEntry("greeter", version, Metadata.EMPTY, List.of(entry), List.of(node)),
                Duration.ofMinutes(1));
    }
}
