package io.micro4j.transport.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames, and all that a client with calls open makes of them: what it tells and says does not depend on the pieces in which they come, and each call
 * ends once.
 */
final class ClientSessionFuzzTest {
    private static final int MOST_CALLS = 4;
    private static final byte WINDOW = 100;
    private static final byte[] SETTINGS = {
        0, 0, 6, Frame.SETTINGS, 0, 0, 0, 0, 0, 0, Frame.INITIAL_WINDOW_SIZE, 0, 0, 0, WINDOW
    };

    /** More than the window holds, so that the rest waits for the server's credit. */
    private static final byte[] UPLOAD = new byte[3 * WINDOW];

    private static final Limits LIMITS = Limits.ofClient(TransportOptions.DEFAULT.toBuilder()
            .maxHeaderBytes(512)
            .maxHeaders(8)
            .build());

    @FuzzTest(maxDuration = "20s")
    void saysTheSameInPiecesOfAnySize(byte[] bytes) {
        List<String> whole = work(bytes, bytes.length);
        for (int piece : new int[] {1, 5, 13}) {
            List<String> inPieces = work(bytes, piece);
            if (!inPieces.equals(whole)) {
                throw new AssertionError(
                        "In pieces of " + piece + " bytes it says " + inPieces + ", and whole " + whole);
            }
        }
    }

    private static List<String> work(byte[] bytes, int piece) {
        Client client = new Client();
        client.session.start();
        client.work(client.session, SETTINGS, SETTINGS.length);
        client.open(0);
        client.open(UPLOAD.length);
        client.work(client.session, bytes, piece);
        List<String> told = client.lost(client.session);
        client.calls.forEach(Call::assertOver);
        return told;
    }

    /** The connection, and what is above it: it opens another call when it hears that there is room for one. */
    private static final class Client extends RecordingLink implements Http2Session.Above {
        final Http2Session session = Http2Session.ofClient(this, this, LIMITS, new StringCache());
        final List<Call> calls = new ArrayList<>();

        void open(int upload) {
            Call call = new Call(session, upload, told);
            calls.add(call);
            session.open(call);
            session.block().repeated(":path", "/a.A/B");
            session.headers(call, upload == 0);
            call.writable();
        }

        @Override
        public void roomForStreams() {
            if (calls.size() >= 2 && calls.size() < MOST_CALLS && session.hasRoomForStream()) {
                open(0);
            }
        }

        @Override
        public void leaving() {
            told.add("leaving");
        }

        @Override
        public Http2Stream accept() {
            throw new AssertionError("A server opens no streams");
        }
    }

    /** A call that may have much to say, and stops saying it when it has its answer. */
    private static final class Call extends Http2Stream {
        private final Http2Session session;
        private final List<String> told;
        private final int upload;
        private int uploaded;
        private int bytes;
        private boolean answered;
        private int ends;

        Call(Http2Session session, int upload, List<String> told) {
            this.session = session;
            this.upload = upload;
            this.told = told;
        }

        void assertOver() {
            if (ends != 1) {
                throw new AssertionError("Call " + id() + " ended " + ends + " times: " + told);
            }
        }

        @Override
        protected void headers(HeaderList headers, boolean last) {
            answered |= !String.valueOf(headers.get(":status")).startsWith("1"); // that of an interim response
            say((headers.isTooLarge() ? "too many headers" : headers.size() + " headers, ") + headers.get(":status"));
        }

        @Override
        protected void data(byte[] more, int from, int to) {
            if (from >= to || !answered || ends > 0) {
                throw new AssertionError("Bytes " + from + " to " + to + " are told, after " + told);
            }
            bytes += to - from;
        }

        @Override
        protected void inputEnded() {
            say("end");
            ends++;
            if (!isOutputOver()) {
                session.reset(this, ErrorCode.NO_ERROR);
            }
        }

        @Override
        protected void writable() {
            while (uploaded < upload) {
                int length = Math.min(session.room(this), upload - uploaded);
                if (length == 0) {
                    return;
                }
                uploaded += length;
                session.data(this, UPLOAD, uploaded - length, length, uploaded == upload);
            }
        }

        @Override
        protected void gone(Gone why) {
            say(why.toString());
            ends++;
        }

        @Override
        protected boolean isOutputSaid() {
            return true;
        }

        @Override
        protected boolean isInMessage() {
            return false;
        }

        private void say(String what) {
            if (ends > 0) {
                throw new AssertionError("After its end call " + id() + " is told " + what + ": " + told);
            }
            told.add(id() + " after " + bytes + ": " + what);
        }
    }
}
