package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.transport.net.StringCache;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link Block} wrote, with the names that the peer had this side remember. For one thread, and one connection. */
final class BlockReader {
    private static final int LONGEST_NUMBER = 9;

    private final Settings limits;
    private final StringCache strings;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private int nameBytes;

    private byte[] bytes = {};
    private int position;
    private int end;
    private int textBytes;

    BlockReader(Settings limits, StringCache strings) {
        this.limits = limits;
        this.strings = strings;
    }

    BlockReader begin(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        this.textBytes = 0;
        return this;
    }

    boolean hasMore() {
        return position < end;
    }

    /** Says that nothing may follow. */
    void end() throws Fault {
        if (position != end) {
            throw Fault.protocol((end - position) + " bytes follow where a frame should end");
        }
    }

    long number() throws Fault {
        long number = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            if (position == end) {
                throw Fault.protocol("a frame ends within a number");
            }
            byte next = bytes[position++];
            number |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return number;
            }
        }
        throw Fault.protocol("a number has more than " + LONGEST_NUMBER + " bytes");
    }

    int integer(String what) throws Fault {
        long number = number();
        if (number > Integer.MAX_VALUE) {
            throw Fault.limit(what + " is " + number + ", more than fits in 31 bits");
        }
        return (int) number;
    }

    /** Reads a text or a name. */
    String text() throws Fault {
        long head = number();
        int kind = (int) head & 3;
        long value = head >>> 2;
        return switch (kind) {
            case Block.LITERAL -> literal(value);
            case Block.REMEMBERED -> remembered(value);
            case Block.NUMBER -> known(value);
            default -> throw Fault.protocol("a text is of a kind that there is not: 3");
        };
    }

    Metadata metadata() throws Fault {
        long count = number();
        if (count == 0) {
            return Metadata.EMPTY;
        }
        if (count > limits.entries()) {
            throw Fault.limit(
                    "metadata has " + count + " entries, more than the " + limits.entries() + " that are taken");
        }
        Metadata.Builder metadata = Metadata.builder((int) count);
        for (long i = 0; i < count; i++) {
            metadata.putIfAbsent(text(), text());
        }
        return metadata.build();
    }

    private String literal(long length) throws Fault {
        if (length > end - position) {
            throw Fault.protocol("a text of " + length + " bytes is longer than its frame");
        }
        count((int) length);
        String text = strings.string(bytes, position, position + (int) length);
        position += (int) length;
        return text;
    }

    private String remembered(long length) throws Fault {
        String name = literal(length);
        nameBytes += (int) length;
        if (names.size() >= limits.names() || nameBytes > limits.nameBytes()) {
            throw Fault.limit("more names are to be remembered than the " + limits.names() + " with "
                    + limits.nameBytes() + " bytes that were agreed");
        }
        names.add(name);
        lengths.add((int) length);
        return name;
    }

    private String known(long number) throws Fault {
        if (number >= names.size()) {
            throw Fault.protocol("name " + number + " was never said");
        }
        count(lengths.get((int) number));
        return names.get((int) number);
    }

    /** Counts what a name stands for, so that a small frame is not a large head. */
    private void count(int length) throws Fault {
        textBytes += length;
        if (textBytes > limits.headBytes()) {
            throw Fault.limit("a head has more than the " + limits.headBytes() + " bytes that are taken");
        }
    }
}
