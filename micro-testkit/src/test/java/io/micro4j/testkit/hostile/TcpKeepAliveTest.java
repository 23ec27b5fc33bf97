package io.micro4j.testkit.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection;
import io.micro4j.testkit.hostile.TcpFrameCases.Frame;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tcp.TcpTransport;
import java.nio.ByteBuffer;

final class TcpKeepAliveTest extends KeepAliveContract {
    private static final byte TIME = 4;

    @Override
    Transport open(TransportOptions options) {
        return TcpTransport.open(options);
    }

    @Override
    void takeCall(RawConnection client) {
        await(client, TcpFrames.HELLO);
        client.send(TcpFrames.begun().toByteArray());
        await(client, TcpFrames.CALL);
    }

    @Override
    byte[] call() {
        return TcpFrames.begun().call(1, HostileInput.ECHO.name()).toByteArray();
    }

    @Override
    byte[] awaitPing(RawConnection connection) {
        byte[] question = await(connection, TcpFrames.PING).payload();
        return new TcpFrames().frame(TcpFrames.PONG, 0, question).toByteArray();
    }

    @Override
    String awaitGoodbye(RawConnection connection) {
        ByteBuffer goodbye =
                ByteBuffer.wrap(await(connection, TcpFrames.CLOSE).payload()).position(4);
        assertThat(goodbye.get()).as("code").isEqualTo(TIME);
        return UTF_8.decode(goodbye).toString();
    }

    private static Frame await(RawConnection connection, int type) {
        Frame frame = TcpFrameCases.next(connection);
        while (frame.type() != type) {
            frame = TcpFrameCases.next(connection);
        }
        return frame;
    }
}
