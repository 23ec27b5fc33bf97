package io.micro4j.transport.tcp;

import io.micro4j.transport.TransportOptions;
import io.netty.buffer.ByteBuf;

/**
 * What one side says of itself in HELLO, and the other keeps to. Immutable.
 *
 * @param version of the protocol
 * @param calls how many calls may be open at once
 * @param headBytes how many bytes of names and values a frame may have, as they are and as they are written
 * @param entries how many entries metadata may have
 * @param credit how many bytes of DATA may be sent on a call before more credit comes
 * @param names how many names are remembered
 * @param nameBytes how many bytes these may have together
 */
record Settings(int version, int calls, int headBytes, int entries, int credit, int names, int nameBytes) {
    static final int VERSION = 1;

    /** What holds for what HELLO leaves out. */
    static final Settings DEFAULT = new Settings(VERSION, 100, 16 * 1024, 64, 64 * 1024, 0, 0);

    private static final int CALLS = 1;
    private static final int HEAD_BYTES = 2;
    private static final int ENTRIES = 3;
    private static final int CREDIT = 4;
    private static final int NAMES = 5;
    private static final int NAME_BYTES = 6;

    /** The least that a call may begin with, in bytes, so that every short message fits. */
    static final int LEAST_CREDIT = 32 * 1024;

    static final int OWN_CREDIT = 256 * 1024;
    private static final int OWN_NAMES = 1_024;
    private static final int OWN_NAME_BYTES = 32 * 1024;

    static Settings of(TransportOptions options) {
        return new Settings(
                VERSION,
                options.maxStreams(),
                Math.min(options.maxHeaderBytes(), (1 << 24) - 1),
                options.maxHeaders(),
                OWN_CREDIT,
                OWN_NAMES,
                OWN_NAME_BYTES);
    }

    /** Writes the payload of HELLO. */
    void write(Block block) {
        block.number(version)
                .number(CALLS)
                .number(calls)
                .number(HEAD_BYTES)
                .number(headBytes)
                .number(ENTRIES)
                .number(entries)
                .number(CREDIT)
                .number(credit)
                .number(NAMES)
                .number(names)
                .number(NAME_BYTES)
                .number(nameBytes);
    }

    /** Reads the payload of HELLO; what it says that is not known is passed over. */
    static Settings read(BlockReader block) throws Fault {
        Settings read = DEFAULT.version(block.integer("the version"));
        while (block.hasMore()) {
            long name = block.number();
            int value = block.integer("a setting");
            read = read.with(name, value);
        }
        return read;
    }

    private Settings with(long name, int value) {
        return name > NAME_BYTES
                ? this
                : new Settings(
                        version,
                        name == CALLS ? value : calls,
                        name == HEAD_BYTES ? value : headBytes,
                        name == ENTRIES ? value : entries,
                        name == CREDIT ? value : credit,
                        name == NAMES ? value : names,
                        name == NAME_BYTES ? value : nameBytes);
    }

    Settings version(int version) {
        return new Settings(version, calls, headBytes, entries, credit, names, nameBytes);
    }

    /** Writes the opening of either side, and HELLO. */
    void open(ByteBuf out, Block block) {
        write(block.begin());
        out.writeBytes(Frame.opening());
        Frame.head(out, block.size(), Frame.HELLO, 0);
        out.writeBytes(block.bytes(), 0, block.size());
    }
}
