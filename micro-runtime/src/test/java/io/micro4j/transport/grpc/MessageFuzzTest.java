package io.micro4j.transport.grpc;

import static java.util.Objects.requireNonNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.http2.HeaderList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages, packed or not, each with five bytes before it: doc/PROTOCOL-HTTP2.md of gRPC. */
final class MessageFuzzTest {
    private static final int MOST_BYTES = 1_000;

    @FuzzTest(maxDuration = "15s")
    void readsTheSameInPiecesOfAnySize(byte[] bytes) {
        List<String> whole = read(bytes, bytes.length, true);
        for (int piece : new int[] {1, 3, 11}) {
            for (boolean eager : new boolean[] {true, false}) {
                List<String> inPieces = read(bytes, piece, eager);
                if (!inPieces.equals(whole)) {
                    throw new AssertionError(
                            "In pieces of " + piece + " bytes it reads " + inPieces + ", and whole " + whole);
                }
            }
        }
    }

    /** Returns each message, and what ends them; {@code eager} whether they are asked for before they come. */
    private static List<String> read(byte[] bytes, int piece, boolean eager) {
        Reader reader = new Reader();
        reader.unpacks();
        reader.tell(new Told(reader.read));
        if (eager) {
            reader.allow(Integer.MAX_VALUE);
        }
        for (int from = 0; from < bytes.length; from += piece) {
            reader.data(bytes, from, Math.min(bytes.length, from + piece));
        }
        reader.allow(Integer.MAX_VALUE);
        reader.deliver();
        reader.endLast(reader.isInMessage() ? End.failed(MicroException.internal("within a message")) : End.OK);
        if (reader.kept != 0 && !reader.refused) {
            throw new AssertionError(reader.kept + " bytes are counted that nobody keeps");
        }
        return reader.read;
    }

    private static final class Reader extends InboundCall {
        final List<String> read = new ArrayList<>();
        int kept;
        boolean refused;

        @Override
        int maxMessageBytes() {
            return MOST_BYTES;
        }

        @Override
        void refuse(MicroException why) {
            refused = true;
            endLast(End.failed(why));
        }

        @Override
        void giveUp(End why) {
            throw new AssertionError("Nobody gave it up");
        }

        @Override
        @Nullable
        End givenUp() {
            return null;
        }

        @Override
        void keep(int bytes) {
            kept += bytes;
        }

        @Override
        void giveBack(int bytes) {
            kept -= bytes;
        }

        @Override
        void finished() {}

        @Override
        protected void headers(HeaderList headers, boolean last) {}

        @Override
        protected void inputEnded() {}

        @Override
        protected void writable() {}

        @Override
        protected void gone(Gone why) {}

        @Override
        protected boolean isOutputSaid() {
            return false;
        }
    }

    private record Told(List<String> read) implements Receiver {
        @Override
        public void message(Body body) {
            if (body.size() > MOST_BYTES) {
                throw new AssertionError("A message of " + body.size() + " bytes");
            }
            read.add(HexFormat.of().formatHex(body.toByteArray()));
        }

        @Override
        public void end(End end) {
            read.add(end.isOk() ? "end" : requireNonNull(end.error()).toString());
        }
    }
}
