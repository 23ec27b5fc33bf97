package io.micro4j.registry.mdns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Packets of mDNS. */
final class DnsFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void readsOrRefuses(byte[] packet) {
        DnsMessage message;
        try {
            message = DnsReader.read(ByteBuffer.wrap(packet));
        } catch (IOException refused) {
            return;
        }
        int read = message.questions().size()
                + message.answers().size()
                + message.authorities().size()
                + message.additionals().size();
        if (read * 5 > packet.length) {
            throw new AssertionError(read + " questions and records cannot stand in " + packet.length + " bytes");
        }
    }
}
