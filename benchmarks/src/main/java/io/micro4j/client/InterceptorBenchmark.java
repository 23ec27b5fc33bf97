package io.micro4j.client;

import io.micro4j.benchmarks.echo.EchoEndpoints;
import io.micro4j.call.Hedging;
import io.micro4j.call.Metadata;
import io.micro4j.call.Selection;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call on its way through a list of interceptors that only pass it on. */
@State(Scope.Thread)
public class InterceptorBenchmark implements Receiver {
    /** How long the list is. */
    @Param({"1", "8"})
    public int interceptors;

    private final OutgoingCall call = new OutgoingCall(
            EchoEndpoints.SAY,
            new Head("echo", "Echo.Say", "application/protobuf", 0, Metadata.EMPTY),
            List.of(),
            null,
            Selection.ANY,
            0,
            Hedging.OFF,
            null);
    private CallOpener opener = (call, replies) -> ClosedSocket.INSTANCE;

    /** Puts the list together. */
    @Setup
    public void intercept() {
        for (int i = 0; i < interceptors; i++) {
            ClientInterceptor passes = (call, replies, next) -> next.open(call, replies);
            opener = passes.before(opener);
        }
    }

    /** Opens the call. */
    @Benchmark
    public Socket open() {
        return opener.open(call, this);
    }

    @Override
    public void message(Body body) {}

    @Override
    public void end(End end) {}
}
