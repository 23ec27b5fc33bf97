package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The client, with the asynchronous contract for streams too, on the I/O threads. */
record InlineCalls(MicroCalls calls) implements EchoCalls {
    @Override
    public EchoReply say(EchoRequest request) {
        return calls.say(request);
    }

    @Override
    public void say(EchoRequest request, Answer answer) {
        calls.say(request, answer);
    }

    @Override
    public long repeat(EchoRequest request) throws Exception {
        return count(calls.async().repeat(request));
    }

    @Override
    public long together(EchoRequest request, int times) throws Exception {
        return calls.async()
                .together(new Repeated(request, times))
                .get(1, TimeUnit.MINUTES)
                .getNumber();
    }

    @Override
    public long chat(EchoRequest request, int times) throws Exception {
        return count(calls.async().chat(new Repeated(request, times)));
    }

    private static long count(Flow.Publisher<EchoReply> replies) throws Exception {
        Counter counter = new Counter();
        replies.subscribe(counter);
        return counter.done.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        calls.close();
    }

    private static final class Counter implements Flow.Subscriber<EchoReply> {
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private long count;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(EchoReply reply) {
            count++;
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(count);
        }
    }

    /** The same request, some times. */
    private record Repeated(EchoRequest request, int times) implements Flow.Publisher<EchoRequest> {
        @Override
        public void subscribe(Flow.Subscriber<? super EchoRequest> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private final AtomicLong wanted = new AtomicLong();
                private int left = times;

                @Override
                public void request(long more) {
                    if (wanted.getAndAdd(more) > 0) {
                        return; // whoever sends sees it
                    }
                    for (long batch = more; batch != 0 && left >= 0; batch = wanted.addAndGet(-batch)) {
                        send(batch);
                    }
                }

                private void send(long batch) {
                    for (long sent = 0; sent < batch && left > 0; sent++, left--) {
                        subscriber.onNext(request);
                    }
                    if (left == 0) {
                        left = -1;
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    left = -1;
                }
            });
        }
    }
}
