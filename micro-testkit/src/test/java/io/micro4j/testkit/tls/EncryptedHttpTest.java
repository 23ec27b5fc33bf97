package io.micro4j.testkit.tls;

import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class EncryptedHttpTest extends EncryptedContract {
    @Override
    String transport() {
        return "http";
    }

    @Override
    protected Node node(String address) {
        return new Node(address, address, Metadata.of(Map.of("protocol", "mucp", "half-close", "true")));
    }
}
