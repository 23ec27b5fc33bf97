package io.micro4j.transport.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * Lets every connection of a loop read into one and the same array: what is read is worked through, or copied, before the next read.
 *
 * <p>An array, because messages are parsed from one.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SIZE = 64 * 1024;

    private final ByteBuf buffer = Unpooled.wrappedBuffer(new byte[SIZE]);

    @Override
    @SuppressWarnings("deprecation") // the type is deprecated in favour of its extension, which is what this is
    public RecvByteBufAllocator.Handle newHandle() {
        return new Handle();
    }

    private final class Handle extends MaxMessageHandle {
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return buffer.clear().retain();
        }

        @Override
        public int guess() {
            return SIZE;
        }
    }
}
