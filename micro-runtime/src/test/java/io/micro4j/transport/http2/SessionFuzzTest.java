package io.micro4j.transport.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames, and all that a server makes of them: what it tells and answers does not depend on the pieces in which they come. */
final class SessionFuzzTest {
    private static final byte[] BEGINNING =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Limits LIMITS = Limits.ofServer(TransportOptions.DEFAULT.toBuilder()
            .maxHeaderBytes(512)
            .maxHeaders(8)
            .maxStreams(4)
            .build());

    @FuzzTest(maxDuration = "20s")
    void saysTheSameInPiecesOfAnySize(byte[] bytes) {
        byte[] all = Arrays.copyOf(BEGINNING, BEGINNING.length + bytes.length);
        System.arraycopy(bytes, 0, all, BEGINNING.length, bytes.length);
        List<String> whole = work(all, all.length);
        for (int piece : new int[] {1, 5, 13}) {
            List<String> inPieces = work(all, piece);
            if (!inPieces.equals(whole)) {
                throw new AssertionError(
                        "In pieces of " + piece + " bytes it says " + inPieces + ", and whole " + whole);
            }
        }
    }

    private static List<String> work(byte[] bytes, int piece) {
        Recorder recorder = new Recorder();
        Http2Session session = Http2Session.ofServer(recorder, recorder, LIMITS, new StringCache());
        session.start();
        int taken = 0;
        for (int come = piece; taken < bytes.length && !recorder.closed; come += piece) {
            taken = session.work(bytes, taken, Math.min(come, bytes.length));
            if (come >= bytes.length) {
                break;
            }
        }
        session.lost("the end");
        recorder.told.add(ByteBufUtil.hexDump(recorder.out));
        return recorder.told;
    }

    /** The connection, and what is above it. */
    private static final class Recorder implements Link, Http2Session.Above {
        final List<String> told = new ArrayList<>();
        final ByteBuf out = Unpooled.buffer();
        boolean closed;

        @Override
        public Http2Stream accept() {
            return new Stream(told);
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
        public void roomForStreams() {}

        @Override
        public void leaving() {}

        @Override
        public void written() {}

        @Override
        public void flush() {}
    }

    private static final class Stream extends Http2Stream {
        private final List<String> told;
        private int bytes;

        Stream(List<String> told) {
            this.told = told;
        }

        @Override
        protected void headers(HeaderList headers, boolean last) {
            say((headers.isTooLarge() ? "too many headers" : headers.size() + " headers, ") + headers.get(":path"));
        }

        @Override
        protected void data(byte[] more, int from, int to) {
            if (from >= to) {
                throw new AssertionError("No bytes are told");
            }
            bytes += to - from;
        }

        @Override
        protected void inputEnded() {
            say("end");
        }

        @Override
        protected void writable() {
            throw new AssertionError("Nothing waits");
        }

        @Override
        protected void gone(Gone why) {
            say(why.toString());
        }

        @Override
        protected boolean isOutputSaid() {
            return false;
        }

        @Override
        protected boolean isInMessage() {
            return false;
        }

        private void say(String what) {
            told.add(id() + " after " + bytes + ": " + what);
        }
    }
}
