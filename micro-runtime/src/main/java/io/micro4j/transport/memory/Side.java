package io.micro4j.transport.memory;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One side of one call. What it receives belongs to its loop, and the other side reaches it by tasks of that loop only, in order, as over a wire.
 */
abstract class Side implements Socket {
    private static final System.Logger LOG = System.getLogger("io.micro4j.transport");

    private final Executor loop;
    private final Sides home;
    private final int largest;
    private final Window window = new Window();
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private @Nullable Side other;
    private @Nullable Receiver receiver;
    private long allowed;
    private boolean over;
    private volatile boolean mute;

    /**
     * Makes a side that is told on {@code loop}.
     *
     * @param home where it counts as going on until it is over
     * @param largest the largest message that it takes, in bytes
     */
    Side(Executor loop, Sides home, int largest) {
        this.loop = loop;
        this.home = home;
        this.largest = largest;
    }

    /** Returns how this side's giving up ends the call at the other. */
    abstract End gaveUp();

    /** Returns how a message that is too large for this side ends the call at the other. */
    abstract End refused(MicroException why);

    /** Says who is at the other end. Before this side is known to any other thread. */
    final void connect(Side other) {
        this.other = other;
    }

    /** Says who is told. Before this side is known to any other thread, or on its loop. */
    final void tell(Receiver receiver) {
        this.receiver = receiver;
        deliver();
    }

    /** Runs {@code task} on this side's loop, unless the call is over by then. */
    final void post(Runnable task) {
        loop.execute(() -> {
            if (!over) {
                guard(task);
            }
        });
    }

    /** Says {@code what} to the other side, as long as this one may still speak. */
    final void say(Arrival what) {
        if (!mute) {
            Side to = requireNonNull(other);
            to.post(() -> to.arrive(what));
        }
    }

    /** Lets this side say nothing more. */
    final void mute() {
        mute = true;
    }

    /** Ends the call at this side. */
    final void endHere(End end) {
        mute = true;
        post(() -> finish(end));
    }

    /** Ends the call at both sides with {@code why}: one of them goes away. What this side has begun to say is said first, a refusal above all. */
    final void leave(End why) {
        post(() -> abort(why, receiver == null ? neverSeen() : why));
    }

    private static End neverSeen() {
        return End.failed(MicroException.unavailable("The listener was closed before anybody there saw the call")
                .asNeverSent());
    }

    @Override
    public final boolean send(Encoded message) {
        if (mute) {
            return false;
        }
        Side to = requireNonNull(other);
        int size = message.size();
        if (size > to.largest) {
            to.post(() -> to.refuse(size));
            return false;
        }
        Body body = Body.of(message.toByteArray());
        boolean room = window.sent(size);
        say(new Arrival.Message(body));
        return room;
    }

    @Override
    public final void request(int messages) {
        post(() -> {
            allowed += messages;
            deliver();
        });
    }

    @Override
    public final void cancel(End why) {
        mute = true;
        post(() -> abort(why, gaveUp()));
    }

    /** Ends the call at this side with {@code end}. On its loop. */
    final void finish(End end) {
        if (over) {
            return;
        }
        over = true;
        mute = true;
        arrivals.clear();
        home.remove(this);
        if (receiver != null) {
            guard(() -> requireNonNull(receiver).end(end));
        }
    }

    private void arrive(Arrival arrival) {
        arrivals.add(arrival);
        deliver();
    }

    /** Tells the receiver everything that may be told now. */
    private void deliver() {
        while (!over && receiver != null && !arrivals.isEmpty()) {
            if (arrivals.peek() instanceof Arrival.Message && allowed == 0) {
                return;
            }
            deliver(receiver, arrivals.remove());
        }
    }

    private void deliver(Receiver to, Arrival arrival) {
        if (arrival instanceof Arrival.Message message) {
            allowed--;
            requireNonNull(other).took(message.body().size());
            to.message(message.body());
        } else if (arrival instanceof Arrival.Initial initial) {
            to.head(initial.metadata());
        } else if (arrival instanceof Arrival.HalfClose) {
            to.halfClosed();
        } else if (arrival instanceof Arrival.Answer answer) {
            finish(answer.end());
        }
    }

    /** The other side took a message of {@code size} bytes from this one. */
    private void took(int size) {
        if (window.taken(size)) {
            post(() -> {
                if (!mute && receiver != null) {
                    receiver.writable();
                }
            });
        }
    }

    private void refuse(int size) {
        MicroException why = MicroException.tooLarge("A message of " + size + " bytes is larger than the " + largest
                + " that this side takes; send less at once, or raise maxMessageBytes here");
        abort(End.failed(why), refused(why));
    }

    private void abort(End here, End there) {
        finish(here);
        if (other != null) {
            other.endHere(there);
        }
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable thrown) {
        if (over || receiver == null) {
            LOG.log(System.Logger.Level.WARNING, "What took a call over memory threw", thrown);
        }
        MicroException failure = MicroException.internal(
                "What takes the call threw " + thrown.getClass().getName());
        if (!over) {
            abort(End.failed(failure.because(thrown)), refused(failure));
        }
    }
}
