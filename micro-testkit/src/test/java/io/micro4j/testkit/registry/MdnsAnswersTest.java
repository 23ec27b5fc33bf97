package io.micro4j.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.registry.Registry;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.registry.mdns.MdnsRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form in which a responder may answer is understood, among them two that go-micro's own look-up drops. */
final class MdnsAnswersTest {
    private final int port = GroupPort.free();
    private final MdnsOptions options = MdnsOptions.DEFAULT.withInterfaces("lo").withPort(port);

    @ParameterizedTest
    @EnumSource
    void areAllUnderstood(ScriptedResponder.Form form) {
        try (ScriptedResponder responder = ScriptedResponder.start(port, form);
                Registry registry = new MdnsRegistry(options)) {
            assertThat(registry.find("greeter")).singleElement().satisfies(found -> {
                assertThat(found.version()).isEqualTo("v1");
                assertThat(found.nodes()).singleElement().satisfies(node -> {
                    assertThat(node.id()).isEqualTo("greeter-1");
                    assertThat(node.address()).isEqualTo("127.0.0.1:9090");
                    assertThat(node.metadata().get("protocol")).isEqualTo("mucp");
                });
            });
            assertThat(responder.asked()).contains("greeter.micro.");
        }
    }
}
