package io.micro4j.testkit.hostile;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tcp.TcpTransport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("slow")
final class TcpHostileInputTest extends HostileInput {
    @Override
    protected Transport open(TransportOptions options) {
        return TcpTransport.open(options);
    }

    @Override
    protected Stream<HostileCase> cases() {
        return TcpFrameCases.all();
    }

    @Override
    protected long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
