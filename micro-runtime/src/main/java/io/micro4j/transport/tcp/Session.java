package io.micro4j.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.call.Metadata;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of the protocol on one connection: what was agreed, the calls that are open, and their turns to write. For the loop's thread. */
final class Session implements FrameReader.Sink {
    private static final int SLACK = 64;

    private final Link link;
    private final boolean isServer;
    private final TransportOptions options;
    private final Settings ours;
    private final FrameReader reader;
    private final BlockReader blocks;
    private final Block block = new Block();
    private final byte[] scratch;
    private final IntObjectHashMap<TcpCall> calls = new IntObjectHashMap<>();
    private final ArrayDeque<TcpCall> ready = new ArrayDeque<>();

    private @Nullable Settings theirs;
    private int lastCall;
    private boolean over;
    private boolean leaving;
    private boolean draining;
    private boolean pongDue;
    private long ping;

    private final long began = System.nanoTime();
    private long lastWork = began;
    private long lastBusy = began;
    private long frameSince;
    private long pingedAt;

    /** Since when what comes is read: not while the other side takes nothing. */
    private long readingSince = began;

    /** Whether a call was begun, and one given up, since something came last. */
    private boolean asked;

    private boolean gaveUp;
    private long askedSince;

    Session(Link link, boolean isServer, TransportOptions options, StringCache strings, byte[] scratch) {
        this.link = link;
        this.isServer = isServer;
        this.options = options;
        this.ours = Settings.of(options);
        this.reader = new FrameReader(ours.headBytes(), this);
        this.blocks = new BlockReader(ours, strings);
        this.scratch = scratch;
    }

    /** Says what this side speaks. A client says it first; a server answers. */
    void open() {
        open(ours);
    }

    /** Reads what has come. */
    void work(byte[] bytes, int from, int to) {
        lastWork = System.nanoTime();
        pingedAt = 0;
        asked = false;
        gaveUp = false;
        try {
            reader.read(bytes, from, to);
        } catch (Fault fault) {
            fail(fault);
        }
        if (frameSince == 0 && reader.isInFrame()) {
            frameSince = lastWork;
        }
    }

    /** Lets those write that wait for it, in turn. */
    void resume() {
        if (pongDue && link.isWritable()) {
            pongDue = false;
            eightBytes(Frame.PONG, ping);
        }
        while (!ready.isEmpty() && link.isWritable()) {
            TcpCall next = ready.remove();
            next.isReady = false;
            if (next.turn()) {
                ready(next);
            }
        }
    }

    /** Gives {@code call} a turn. */
    void ready(TcpCall call) {
        if (!call.isReady) {
            call.isReady = true;
            ready.add(call);
        }
    }

    /** Returns whether a call can be opened now; if not, the link is told when one can. */
    boolean hasRoom() {
        Settings agreed = theirs;
        return agreed != null && !over && !leaving && calls.size() < agreed.calls() && link.isWritable();
    }

    /** Returns whether both sides have said what they speak. */
    boolean isAgreed() {
        return theirs != null;
    }

    byte[] scratch() {
        return scratch;
    }

    /** Returns what the other side said of itself. */
    Settings theirs() {
        if (theirs == null) {
            throw new IllegalStateException("Nothing is agreed with " + link.peer() + " yet");
        }
        return theirs;
    }

    // What goes out.

    /** Opens {@code call}, for which there is room. */
    void call(TcpCall call, Head head) {
        asked = true;
        register(call, lastCall + 1);
        Heads.write(block.begin(), head);
        sendBlock(Frame.CALL, call.id);
        if (lastCall == Integer.MAX_VALUE) {
            leave();
        }
    }

    void metadata(TcpCall call, Metadata initial) {
        block.begin().metadata(initial);
        sendBlock(Frame.METADATA, call.id);
    }

    void end(TcpCall call, End end) {
        Ends.write(block.begin(), end, theirs());
        sendBlock(Frame.END, call.id);
    }

    void data(int call, byte[] bytes, int from, int length, int flags) {
        ByteBuf out = link.buffer(Frame.HEAD + length);
        if (out != null) {
            Frame.head(out, length, Frame.DATA | flags, call);
            out.writeBytes(bytes, from, length);
            link.written();
        }
    }

    /** Sends a frame that says it all by its type. */
    void bare(int type, int call) {
        gaveUp |= type == Frame.CANCEL;
        ByteBuf out = link.buffer(Frame.HEAD);
        if (out != null) {
            Frame.head(out, 0, type, call);
            link.written();
        }
    }

    void sendCredit(int call, int bytes) {
        ByteBuf out = link.buffer(Frame.HEAD + 4);
        if (out != null) {
            Frame.head(out, 4, Frame.CREDIT, call);
            out.writeInt(bytes);
            link.written();
        }
    }

    /** Forgets {@code call}, which is over on the wire. */
    void forget(TcpCall call) {
        if (calls.remove(call.id) != null && !over) {
            lastBusy = System.nanoTime();
            link.roomForCalls();
            if (draining && calls.isEmpty()) {
                over = true;
                link.close();
            }
        }
    }

    /** Asks the client to leave once its calls are over. */
    void drain() {
        if (!over && theirs != null) {
            bare(Frame.DRAIN, 0);
            link.flush();
        }
    }

    /** Says {@code why} this side leaves, ends every call, and closes. */
    void leave(String why) {
        close(Fault.NONE, why);
    }

    /** The connection is gone. */
    void lost(String why) {
        over = true;
        leave();
        each(call -> call.gone(why, false));
    }

    void tick(long now) {
        if (over) {
            return;
        }
        if (!link.isWritable()) {
            readingSince = now;
            pingedAt = 0;
        }
        if (theirs == null && now - began > options.headTimeout().toNanos()) {
            fail(Fault.of(
                    Fault.TIME,
                    "no HELLO came for " + millis(options.headTimeout().toNanos())));
        } else if (frameSince != 0
                && reader.isInFrame()
                && now - Math.max(frameSince, readingSince)
                        > options.headTimeout().toNanos()) {
            fail(Fault.of(
                    Fault.TIME,
                    "a frame took longer than " + millis(options.headTimeout().toNanos())));
        } else if (calls.isEmpty()) {
            lookForIdleness(now);
        } else {
            lastBusy = now;
            each(call -> look(call, now));
            lookForLife(now);
        }
        lookForSilence(now);
        resume();
        link.flush();
    }

    // What comes in.

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void frame(int type, int flags, int number, byte[] bytes, int from, int to) throws Fault {
        frameSince = 0;
        if ((theirs == null) != (type == Frame.HELLO)) {
            throw Fault.protocol(theirs == null ? Frame.name(type) + " came before HELLO" : "HELLO came twice");
        }
        switch (type) {
            case Frame.HELLO -> hello(blocks.begin(bytes, from, to));
            case Frame.CALL -> accept(number, blocks.begin(bytes, from, to));
            case Frame.METADATA -> {
                Metadata initial = blocks.begin(bytes, from, to).metadata();
                blocks.end();
                TcpCall call = call(type, number);
                if (call != null) {
                    call.metadata(initial);
                }
            }
            case Frame.END -> {
                End end = Ends.read(blocks.begin(bytes, from, to));
                TcpCall call = call(type, number);
                if (call != null) {
                    call.ended(end);
                }
            }
            case Frame.DATA -> {
                TcpCall call = call(type, number);
                if (call != null) {
                    call.data(flags, bytes, from, to, lastWork);
                }
            }
            case Frame.DONE, Frame.CANCEL -> {
                TcpCall call = call(type, number);
                if (call != null) {
                    done(type, call);
                }
            }
            case Frame.CREDIT -> {
                int credit = Frame.integer(bytes, from);
                if (credit <= 0) {
                    throw Fault.of(Fault.CREDIT, "a credit of " + (credit & 0xffffffffL) + " bytes is none");
                }
                TcpCall call = call(type, number);
                if (call != null) {
                    call.addSendCredit(credit);
                }
            }
            case Frame.PING -> {
                ping = (long) Frame.integer(bytes, from) << 32 | (Frame.integer(bytes, from + 4) & 0xffffffffL);
                pongDue = true;
            }
            case Frame.PONG -> {
                // a sign of life, as every frame is
            }
            case Frame.DRAIN -> drained();
            default -> closed(bytes, from, to);
        }
    }

    private void hello(BlockReader hello) throws Fault {
        Settings said = Settings.read(hello);
        if (said.version() == 0 || (!isServer && said.version() > ours.version())) {
            throw Fault.of(Fault.VERSION, "version " + said.version() + " is not spoken here, but " + ours.version());
        }
        if (said.credit() < Settings.LEAST_CREDIT) {
            throw Fault.of(
                    Fault.CREDIT,
                    "calls begin with a credit of " + said.credit() + " bytes, but " + Settings.LEAST_CREDIT
                            + " is the least");
        }
        theirs = said;
        block.remember(Math.min(said.names(), ours.names()), Math.min(said.nameBytes(), ours.nameBytes()));
        if (isServer) {
            open(ours.version(Math.min(said.version(), ours.version())));
        }
        link.agreed();
    }

    private void accept(int number, BlockReader head) throws Fault {
        if (!isServer) {
            throw Fault.protocol("CALL came from a server");
        }
        if (number != lastCall + 1) {
            throw Fault.protocol("call " + number + " follows call " + lastCall + "; calls are counted");
        }
        if (calls.size() >= ours.calls()) {
            throw Fault.limit("more than " + ours.calls() + " calls are open at once");
        }
        Head read = Heads.read(head);
        TcpCall call = link.accept();
        register(call, number);
        call.begin(read);
    }

    private void done(int type, TcpCall call) throws Fault {
        if (!isServer) {
            throw Fault.protocol(Frame.name(type) + " came from a server");
        }
        if (type == Frame.DONE) {
            call.last();
        } else {
            call.cancelled();
        }
    }

    /** Returns the call that a frame is of; null if it is over, which its sender could not know. */
    private @Nullable TcpCall call(int type, int number) throws Fault {
        if (number > lastCall) {
            throw Fault.protocol(Frame.name(type) + " came for call " + number + ", which was not opened");
        }
        return calls.get(number);
    }

    private void drained() throws Fault {
        if (isServer) {
            throw Fault.protocol("DRAIN came from a client");
        }
        drainHere();
    }

    private void closed(byte[] bytes, int from, int to) {
        int last = Frame.integer(bytes, from);
        String text = new String(bytes, from + Frame.CLOSE_HEAD, to - from - Frame.CLOSE_HEAD, UTF_8);
        String why = "it closed the connection (" + text + ")";
        over = true;
        leave();
        each(call -> call.gone(why, !isServer && Integer.compareUnsigned(call.id, last) > 0));
        link.close();
    }

    private void register(TcpCall call, int number) {
        lastCall = number;
        call.id = number;
        call.grant(ours.credit(), theirs().credit());
        calls.put(number, call);
    }

    private void open(Settings said) {
        ByteBuf out = link.buffer(Frame.MOST_HELLO);
        if (out != null) {
            said.open(out, block);
            link.written();
            link.flush();
        }
    }

    private void sendBlock(int type, int call) {
        ByteBuf out = link.buffer(Frame.HEAD + block.size() + SLACK);
        if (out != null) {
            Frame.head(out, block.size(), type, call);
            out.writeBytes(block.bytes(), 0, block.size());
            link.written();
        }
    }

    private void eightBytes(int type, long value) {
        ByteBuf out = link.buffer(Frame.HEAD + 8);
        if (out != null) {
            Frame.head(out, 8, type, 0);
            out.writeLong(value);
            link.written();
        }
    }

    private void leave() {
        if (!leaving) {
            leaving = true;
            link.leaving();
        }
    }

    private void fail(Fault fault) {
        close(fault.code(), fault.what());
    }

    /** Says why, ends every call, and closes. */
    private void close(int code, String what) {
        if (over) {
            return;
        }
        over = true;
        leave();
        if (isServer && theirs == null) {
            link.close(); // who did not even begin is owed no answer
            return;
        }
        byte[] text = what.getBytes(UTF_8);
        int length = Math.min(text.length, Frame.MOST_CLOSE - Frame.CLOSE_HEAD);
        ByteBuf out = link.buffer(Frame.HEAD + Frame.MOST_CLOSE);
        if (out != null) {
            Frame.head(out, Frame.CLOSE_HEAD + length, Frame.CLOSE, 0);
            out.writeInt(lastCall).writeByte(code).writeBytes(text, 0, length);
            link.written();
        }
        each(call -> call.gone("the connection was closed here: " + what, false));
        link.flush();
        link.closeLate();
    }

    private void look(TcpCall call, long now) {
        if (now - readingSince > options.bodyTimeout().toNanos()
                && call.isStalled(now, options.bodyTimeout().toNanos())) {
            call.overdue("no byte of a message came for "
                    + millis(options.bodyTimeout().toNanos()));
        } else if (call.isBlocked(now, options.writeTimeout().toNanos())) {
            call.overdue("the peer took none of what waits for it for "
                    + millis(options.writeTimeout().toNanos()));
        }
    }

    private void lookForIdleness(long now) {
        long most = (isServer ? options.idleTimeout() : options.poolTtl()).toNanos();
        if (now - lastBusy > most) {
            close(Fault.NONE, "no call for " + millis(most));
        }
    }

    private void lookForLife(long now) {
        if (pingedAt != 0) {
            if (now - pingedAt > options.writeTimeout().toNanos()) {
                fail(Fault.of(
                        Fault.TIME,
                        "no answer to PING for " + millis(options.writeTimeout().toNanos())));
            }
        } else if (now - Math.max(lastWork, readingSince) > options.keepAlive().toNanos()) {
            pingedAt = now | 1;
            eightBytes(Frame.PING, now);
        }
    }

    /** A server that says nothing to anybody, though a call waited for it in vain, may be gone without a word: the next calls try another connection. */
    private void lookForSilence(long now) {
        if (!asked) {
            askedSince = now;
        } else if (gaveUp
                && !leaving
                && !over
                && now - askedSince > options.writeTimeout().toNanos()) {
            drainHere();
        }
    }

    private void drainHere() {
        draining = true;
        leave();
        if (calls.isEmpty() && !over) {
            over = true;
            link.close();
        }
    }

    /** Does something with each call that is open. */
    void each(Consumer<TcpCall> action) {
        List<TcpCall> now = new ArrayList<>(calls.values());
        now.forEach(action);
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }
}
