package io.micro4j.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("slow")
final class GrpcHostileInputTest extends HostileInput {
    private static final int MANY = 200_000;
    private static final long MUCH = 4 * 1024 * 1024;

    @Override
    protected Transport open(TransportOptions options) {
        return GrpcTransport.open(options);
    }

    @Override
    protected Stream<HostileCase> cases() {
        return Stream.concat(
                Http2Cases.all(),
                Stream.of(HostileCase.of(MANY + " errors that are not read", this::errorsThatAreNotRead)
                        .within(Duration.ofSeconds(30))));
    }

    @Override
    protected long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private void errorsThatAreNotRead(String address) {
        RawConnection connection =
                RawConnection.to(address, 4096).send(Http2Frames.begun().toByteArray());
        String nowhere = "/x.X/" + "y".repeat(200);
        long before = directMemory();
        for (int i = 0; i < MANY; i += 1_000) {
            Http2Frames frames = new Http2Frames();
            for (int j = 0; j < 1_000; j++) {
                frames.request(2 * (i + j) + 1, nowhere);
            }
            if (!connection.trySend(frames.toByteArray())) {
                break;
            }
            assertThat(directMemory() - before)
                    .as("bytes that wait for the client")
                    .isLessThan(MUCH);
        }
        connection.reset();
    }
}
