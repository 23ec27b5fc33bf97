package io.micro4j.transport.memory;

import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.util.concurrent.Executor;

/** The side that calls. */
final class ClientSide extends Side {
    private final String peer;

    ClientSide(Executor loop, Sides home, int largest, String peer, Receiver replies) {
        super(loop, home, largest);
        this.peer = peer;
        tell(replies);
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public void end(End end) {
        say(new Arrival.HalfClose());
        mute();
    }

    @Override
    End gaveUp() {
        return End.failed(MicroException.cancelled("The caller gave up"));
    }

    @Override
    End refused(MicroException why) {
        return gaveUp();
    }

    @Override
    public String toString() {
        return "call over memory to " + peer;
    }
}
