package io.micro4j.benchmarks;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.micro4j.benchmarks.echo.EchoGrpc;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The client, for those who call by grpc-java's stubs. */
record GrpcCalls(EchoGrpc.EchoBlockingStub blocking, EchoGrpc.EchoStub async, AutoCloseable channel)
        implements EchoCalls {
    @Override
    public EchoReply say(EchoRequest request) {
        return blocking.say(request);
    }

    @Override
    public void say(EchoRequest request, Answer answer) {
        async.say(request, new Observer(answer));
    }

    @Override
    public long repeat(EchoRequest request) throws Exception {
        Counter counter = new Counter(request, 0, reply -> 1);
        async.repeat(request, counter);
        return counter.count();
    }

    @Override
    public long together(EchoRequest request, int times) throws Exception {
        Counter counter = new Counter(request, times, EchoReply::getNumber);
        async.together(counter);
        return counter.count();
    }

    @Override
    public long chat(EchoRequest request, int times) throws Exception {
        Counter counter = new Counter(request, times, reply -> 1);
        async.chat(counter);
        return counter.count();
    }

    @Override
    public void close() throws Exception {
        channel.close();
    }

    private record Observer(Answer answer) implements StreamObserver<EchoReply> {
        @Override
        public void onNext(EchoReply reply) {
            answer.reply(reply);
        }

        @Override
        public void onError(Throwable failure) {
            answer.failure(failure);
        }

        @Override
        public void onCompleted() {}
    }

    /** Sends a request some times, if any, and adds up what the replies count. */
    private static final class Counter implements ClientResponseObserver<EchoRequest, EchoReply> {
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final EchoRequest request;
        private final int times;
        private final ToLongFunction<EchoReply> worth;
        private long count;

        Counter(EchoRequest request, int times, ToLongFunction<EchoReply> worth) {
            this.request = request;
            this.times = times;
            this.worth = worth;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<EchoRequest> requests) {
            if (times > 0) {
                requests.setOnReadyHandler(new GrpcSender<>(requests, () -> request, times)::send);
            }
        }

        @Override
        public void onNext(EchoReply reply) {
            count += worth.applyAsLong(reply);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            done.complete(count);
        }

        long count() throws Exception {
            return done.get(1, TimeUnit.MINUTES);
        }
    }
}
