package io.micro4j.testkit.hostile;

import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.HttpTransport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class HttpHostileInputTest extends HostileInput {
    @Override
    protected Transport open(TransportOptions options) {
        return HttpTransport.open(options);
    }

    @Override
    protected Stream<HostileCase> cases() {
        return Http1Cases.all();
    }

    @Override
    protected long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
