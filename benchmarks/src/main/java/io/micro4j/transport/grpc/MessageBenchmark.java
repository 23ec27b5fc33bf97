package io.micro4j.transport.grpc;

import io.micro4j.transport.Body;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A message of gRPC behind its prefix of five bytes, put together from frames of 16 KiB. */
@State(Scope.Thread)
public class MessageBenchmark {
    private static final int FRAME = 16 << 10;

    /** Bytes of the message. */
    @Param({"32", "65536"})
    public int size;

    private byte[] bytes = {};

    /** Writes the message that is read. */
    @Setup
    public void write() {
        bytes = new byte[MessageBuffer.PREFIX + size];
        for (int i = 1, shift = 24; i < MessageBuffer.PREFIX; i++, shift -= 8) {
            bytes[i] = (byte) (size >>> shift);
        }
    }

    /** Reads it. */
    @Benchmark
    public Body read() {
        MessageBuffer message = new MessageBuffer();
        for (int at = 0; at < bytes.length; ) {
            at = message.add(bytes, at, Math.min(bytes.length, (at / FRAME + 1) * FRAME));
        }
        return message.body();
    }
}
