package io.micro4j.transport.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.Head;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import java.util.ArrayList;
import java.util.List;

/** Frames, and what is in those that have texts. */
final class FrameFuzzTest {
    private static final Settings LIMITS = Settings.of(TransportOptions.DEFAULT.toBuilder()
            .maxHeaderBytes(512)
            .maxHeaders(8)
            .build());

    @FuzzTest(maxDuration = "20s")
    void readsTheSameInPiecesOfAnySize(byte[] bytes) {
        List<String> whole = read(bytes, bytes.length);
        for (int piece : new int[] {1, 3, 11}) {
            List<String> inPieces = read(bytes, piece);
            if (!inPieces.equals(whole)) {
                throw new AssertionError(
                        "In pieces of " + piece + " bytes it reads " + inPieces + ", and whole " + whole);
            }
        }
    }

    private static List<String> read(byte[] bytes, int piece) {
        Recording recording = new Recording();
        FrameReader reader = new FrameReader(LIMITS.headBytes(), recording);
        try {
            for (int from = 0; from < bytes.length; from += piece) {
                reader.read(bytes, from, Math.min(bytes.length, from + piece));
            }
            recording.read.add("end");
        } catch (Fault fault) {
            recording.read.add(fault.code() + " " + fault.what());
        }
        return recording.read;
    }

    private static final class Recording implements FrameReader.Sink {
        final List<String> read = new ArrayList<>();
        private final BlockReader blocks = new BlockReader(LIMITS, new StringCache());

        @Override
        public void frame(int type, int flags, int call, byte[] bytes, int from, int to) throws Fault {
            BlockReader block = blocks.begin(bytes, from, to);
            Object content = switch (type) {
                case Frame.HELLO -> Settings.read(block);
                case Frame.CALL -> checked(Heads.read(block));
                case Frame.METADATA -> block.metadata().toMap();
                case Frame.END -> Ends.read(block);
                default -> to - from;
            };
            read.add(type + " " + flags + " " + call + " " + content);
        }

        @Override
        public boolean isOver() {
            return false;
        }

        private static Object checked(Head head) {
            int size = head.service().length() + head.endpoint().length();
            if (size > LIMITS.headBytes() || head.metadata().size() > LIMITS.entries()) {
                throw new AssertionError("A head has " + size + " characters of names and "
                        + head.metadata().size() + " entries");
            }
            return head;
        }
    }
}
