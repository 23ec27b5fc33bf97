package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Head;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call on the tcp wire, CALL and DATA of 32 bytes: written, and read, once both sides know the names. */
@State(Scope.Thread)
public class FrameBenchmark {
    private static final Settings LIMITS = Settings.of(TransportOptions.DEFAULT);
    private static final Head HEAD = new Head(
            "greeter", "Greeter.Hello", "application/protobuf", 5_000_000_000L, Metadata.of("X-Tenant", "blue"));

    private final Block block = new Block();
    private final ByteBuf out = Unpooled.buffer(4_096);
    private final byte[] message = new byte[32];
    private final Calls calls = new Calls();
    private final FrameReader reader = new FrameReader(LIMITS.headBytes(), calls);
    private byte[] frames = {};

    /** Has the reader see the first call, so that it can read all that follow. */
    @Setup
    public void agree() throws Fault {
        block.remember(LIMITS.names(), LIMITS.nameBytes());
        byte[] opening = Frame.opening();
        reader.read(opening, 0, opening.length);
        byte[] first = written();
        reader.read(first, 0, first.length);
        frames = written();
    }

    private byte[] written() {
        write();
        byte[] bytes = new byte[out.readableBytes()];
        out.getBytes(0, bytes);
        return bytes;
    }

    /** Writes both frames. */
    @Benchmark
    public ByteBuf write() {
        out.clear();
        block.begin();
        Heads.write(block, HEAD);
        Frame.head(out, block.size(), Frame.CALL, 7);
        out.writeBytes(block.bytes(), 0, block.size());
        Frame.head(out, message.length, Frame.DATA | Frame.LAST, 7);
        out.writeBytes(message);
        return out;
    }

    /** Reads both. */
    @Benchmark
    public Head read() throws Fault {
        reader.read(frames, 0, frames.length);
        return calls.head;
    }

    private static final class Calls implements FrameReader.Sink {
        private final BlockReader blocks = new BlockReader(LIMITS, new StringCache());
        private Head head = HEAD;

        @Override
        public void frame(int type, int flags, int call, byte[] bytes, int from, int to) throws Fault {
            if (type == Frame.CALL) {
                head = Heads.read(blocks.begin(bytes, from, to));
            }
        }

        @Override
        public boolean isOver() {
            return false;
        }
    }
}
