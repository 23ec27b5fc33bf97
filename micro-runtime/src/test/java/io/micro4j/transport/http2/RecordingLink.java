package io.micro4j.transport.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that takes everything, and keeps what its session says to it and tells. */
class RecordingLink implements Link {
    final List<String> told = new ArrayList<>();
    private final ByteBuf out = Unpooled.buffer();
    private boolean closed;

    /** Hands {@code bytes} to {@code session}, {@code piece} by piece, until one of the two ends. */
    void work(Http2Session session, byte[] bytes, int piece) {
        int taken = 0;
        for (int come = piece; taken < bytes.length && !closed; come += piece) {
            taken = session.work(bytes, taken, Math.min(come, bytes.length));
            if (come >= bytes.length) {
                break;
            }
        }
    }

    /** Returns what was told, and then what was said, once the connection is gone. */
    List<String> lost(Http2Session session) {
        session.lost("the end");
        told.add(ByteBufUtil.hexDump(out));
        return told;
    }

    @Override
    public @Nullable ByteBuf buffer(int more) {
        return closed ? null : out;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void closeLate() {
        closed = true;
    }

    @Override
    public void written() {}

    @Override
    public void flush() {}
}
