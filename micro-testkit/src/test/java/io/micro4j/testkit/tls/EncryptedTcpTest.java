package io.micro4j.testkit.tls;

import org.junit.jupiter.api.Tag;

@Tag("slow")
final class EncryptedTcpTest extends EncryptedContract {
    @Override
    String transport() {
        return "tcp";
    }
}
