package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Calls whose reply's callback makes the next call. */
final class AsyncLoad implements Load {
    @Override
    public String name() {
        return "async";
    }

    @Override
    public Callers callers(EchoCalls calls, String text, int inFlight) {
        return new Chains(calls, text, Tally.some(inFlight));
    }

    private record Chains(EchoCalls calls, String text, List<Tally> tallies) implements Callers {
        @Override
        public List<Tally> callUntil(long end) throws Exception {
            List<Chain> chains = tallies.stream()
                    .map(tally -> new Chain(calls, text, end, tally))
                    .toList();
            chains.forEach(Chain::call);
            CompletableFuture.allOf(chains.stream().map(chain -> chain.done).toArray(CompletableFuture[]::new))
                    .get(1, TimeUnit.MINUTES);
            return tallies;
        }

        @Override
        public void close() {}
    }

    /** One call after the other. A reply that comes while its call is still being made is left to the thread that makes it, so that the stack stays flat. */
    private static final class Chain implements EchoCalls.Answer {
        private enum State {
            CALLING,
            CALLED,
            ANSWERED
        }

        private final CompletableFuture<Tally> done = new CompletableFuture<>();
        private final AtomicReference<State> state = new AtomicReference<>(State.CALLED);
        private final Tally tally;
        private final EchoCalls calls;
        private final String text;
        private final long end;
        private EchoRequest request = EchoRequest.getDefaultInstance();
        private long start = System.nanoTime();

        Chain(EchoCalls calls, String text, long end, Tally tally) {
            this.calls = calls;
            this.text = text;
            this.end = end;
            this.tally = tally;
        }

        void call() {
            do {
                start = System.nanoTime();
                if (start - end >= 0 && request.getNumber() > 0) {
                    done.complete(tally);
                    return;
                }
                request = Echoes.request(text, request.getNumber() + 1);
                state.set(State.CALLING);
                calls.say(request, this);
            } while (!state.compareAndSet(State.CALLING, State.CALLED));
        }

        @Override
        public void reply(EchoReply reply) {
            try {
                Echoes.check(request, reply);
            } catch (IllegalStateException e) {
                failure(e);
                return;
            }
            tally.add(start);
            if (!state.compareAndSet(State.CALLING, State.ANSWERED)) {
                call();
            }
        }

        @Override
        public void failure(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }
}
