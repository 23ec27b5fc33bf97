package io.micro4j.transport.tcp;

import org.jspecify.annotations.Nullable;

/** Cuts bytes into frames, in pieces of any size, and refuses what no frame is before its payload has come. For one thread. */
final class FrameReader {
    private static final byte[] OPENING = Frame.opening();

    private final int mostHeadBytes;
    private final Sink sink;
    private int opening;

    /** The frame that has come in part, its head before it. */
    private byte[] frame = new byte[Frame.HEAD];

    private int came;

    /** Told the frames. */
    interface Sink {
        /** One frame, whole: {@code bytes} from {@code from} to {@code to} are its payload, until this returns. */
        void frame(int type, int flags, int call, byte[] bytes, int from, int to) throws Fault;

        /** Returns whether no frame is looked at any more. */
        boolean isOver();
    }

    /** Returns a reader that takes at most {@code mostHeadBytes} of names and values a frame. */
    FrameReader(int mostHeadBytes, Sink sink) {
        this.mostHeadBytes = mostHeadBytes;
        this.sink = sink;
    }

    /** Returns whether a frame has begun that is not whole. */
    boolean isInFrame() {
        return came > 0 || opening < OPENING.length;
    }

    /** Reads all bytes. */
    void read(byte[] bytes, int from, int to) throws Fault {
        int position = open(bytes, from, to);
        while (position < to && !sink.isOver()) {
            position = came > 0 || to - position < Frame.HEAD ? piece(bytes, position, to) : whole(bytes, position, to);
        }
    }

    private int open(byte[] bytes, int from, int to) throws Fault {
        int position = from;
        for (; opening < OPENING.length && position < to; position++, opening++) {
            if (bytes[position] != OPENING[opening]) {
                throw Fault.protocol("the first bytes are not those of the tcp wire");
            }
        }
        return position;
    }

    private int whole(byte[] bytes, int from, int to) throws Fault {
        int payload = from + Frame.HEAD;
        int end = payload + checkedLength(bytes, from);
        if (end > to) {
            return piece(bytes, from, to);
        }
        deliver(bytes, from, end);
        return end;
    }

    private int piece(byte[] bytes, int from, int to) throws Fault {
        int position = from;
        if (came < Frame.HEAD) {
            position = fill(bytes, from, to, Frame.HEAD);
            if (came < Frame.HEAD) {
                return position;
            }
            int size = Frame.HEAD + checkedLength(frame, 0);
            byte[] larger = new byte[size];
            System.arraycopy(frame, 0, larger, 0, Frame.HEAD);
            frame = larger;
        }
        position = fill(bytes, position, to, frame.length);
        if (came == frame.length) {
            byte[] complete = frame;
            frame = new byte[Frame.HEAD];
            came = 0;
            deliver(complete, 0, complete.length);
        }
        return position;
    }

    private int fill(byte[] bytes, int from, int to, int size) {
        int length = Math.min(to - from, size - came);
        System.arraycopy(bytes, from, frame, came, length);
        came += length;
        return from + length;
    }

    private void deliver(byte[] bytes, int from, int end) throws Fault {
        sink.frame(
                bytes[from + 3] & 0x0f,
                bytes[from + 3] & 0xf0,
                Frame.integer(bytes, from + 4),
                bytes,
                from + Frame.HEAD,
                end);
    }

    /** Returns the length of the payload, if a frame may begin like this. */
    private int checkedLength(byte[] bytes, int head) throws Fault {
        int length = Frame.length(bytes, head);
        int type = bytes[head + 3] & 0x0f;
        int flags = bytes[head + 3] & 0xf0;
        int call = Frame.integer(bytes, head + 4);
        if (flags != 0 && (type != Frame.DATA || (flags & ~(Frame.MORE | Frame.LAST)) != 0)) {
            throw Fault.protocol(Frame.name(type) + " has flags that it cannot have: " + Integer.toHexString(flags));
        }
        if (flags == (Frame.MORE | Frame.LAST)) {
            throw Fault.protocol("DATA is the last, and goes on");
        }
        if (Frame.isOfCall(type) ? call <= 0 : call != 0) {
            throw Fault.protocol(Frame.name(type) + " has the number " + (call & 0xffffffffL));
        }
        String wrong = wrongLength(type, length);
        if (wrong != null) {
            throw Fault.limit(Frame.name(type) + " has " + length + " bytes, " + wrong);
        }
        return length;
    }

    private @Nullable String wrongLength(int type, int length) throws Fault {
        return switch (type) {
            case Frame.HELLO -> over(length, Frame.MOST_HELLO);
            case Frame.CALL, Frame.METADATA, Frame.END -> over(length, mostHeadBytes);
            case Frame.DATA -> over(length, Frame.FRAGMENT);
            case Frame.CREDIT -> length == 4 ? null : "not 4";
            case Frame.PING, Frame.PONG -> length == 8 ? null : "not 8";
            case Frame.DONE, Frame.CANCEL, Frame.DRAIN -> over(length, 0);
            case Frame.CLOSE -> length < Frame.CLOSE_HEAD ? "fewer than it needs" : over(length, Frame.MOST_CLOSE);
            default -> throw Fault.protocol("there is no frame of type " + type);
        };
    }

    private static @Nullable String over(int length, int most) {
        return length <= most ? null : "more than the " + most + " that are taken";
    }
}
