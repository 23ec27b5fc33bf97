package io.micro4j.transport.memory;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import java.util.concurrent.Executor;

/** The side that is called. */
final class ServerSide extends Side {
    ServerSide(Executor loop, Sides home, int largest) {
        super(loop, home, largest);
    }

    /** Lets {@code acceptor} say who takes the call. */
    void accept(Acceptor acceptor, Head head) {
        post(() -> tell(acceptor.route(head).accept(this)));
    }

    @Override
    public String peer() {
        return "";
    }

    @Override
    public void head(Metadata initial) {
        say(new Arrival.Initial(initial));
    }

    @Override
    public void end(End end) {
        say(new Arrival.Answer(new End(end.error(), end.trailers(), end.neverSent(), End.Origin.PEER, null)));
        endHere(End.OK);
    }

    @Override
    End gaveUp() {
        return End.failed(MicroException.cancelled("The server gave up the call"));
    }

    @Override
    End refused(MicroException why) {
        return End.answered(why.error(), Metadata.EMPTY, false);
    }

    @Override
    public String toString() {
        return "call over memory";
    }
}
