package io.micro4j.testkit.hostile;

import static io.micro4j.testkit.hostile.Http2Expect.NO_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.hostile.Http2Expect.Frame;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.grpc.GrpcTransport;
import java.nio.ByteBuffer;

final class GrpcKeepAliveTest extends KeepAliveContract {
    private static final int ACK = 1;

    @Override
    Transport open(TransportOptions options) {
        return GrpcTransport.open(options);
    }

    @Override
    void takeCall(RawConnection client) {
        client.bytes(Http2Frames.preface().toByteArray().length);
        client.send(HostileServer.SETTINGS);
        await(client, Http2Frames.HEADERS);
    }

    @Override
    byte[] call() {
        return Http2Frames.begun().call(1, Http2Cases.ECHO).toByteArray();
    }

    @Override
    byte[] awaitPing(RawConnection connection) {
        Frame ping = await(connection, Http2Frames.PING);
        assertThat(ping.flags()).as("flags of a question").isZero();
        return new Http2Frames().frame(Http2Frames.PING, ACK, 0, ping.payload()).toByteArray();
    }

    @Override
    String awaitGoodbye(RawConnection connection) {
        ByteBuffer goodbye =
                ByteBuffer.wrap(await(connection, Http2Frames.GOAWAY).payload()).position(4);
        assertThat(goodbye.getInt()).as("code").isEqualTo(NO_ERROR);
        return UTF_8.decode(goodbye).toString();
    }

    private static Frame await(RawConnection connection, int type) {
        Frame frame = Http2Expect.next(connection);
        while (frame.type() != type) {
            frame = Http2Expect.next(connection);
        }
        return frame;
    }
}
