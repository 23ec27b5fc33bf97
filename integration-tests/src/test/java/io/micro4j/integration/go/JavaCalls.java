package io.micro4j.integration.go;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.codec.protobuf.ProtoType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Calls made by a generated client. */
final class JavaCalls implements Calls {
    private final Client client;
    private final CallOptions target;

    /** Makes calls at {@code address}, or, if that is empty, at what the registry knows as {@code peer}. */
    JavaCalls(Client client, String address) {
        this.client = client;
        CallOptions limited = CallOptions.DEFAULT.withTimeout(LIMIT).withIdleTimeout(LIMIT);
        this.target = address.isEmpty() ? limited : limited.withAddresses(address);
    }

    /** Returns a reply of {@code method} that has nothing in it. */
    static Message replyOf(String method) {
        return switch (method) {
            case "Echo" -> Everything.getDefaultInstance();
            case "Wait" -> Waited.getDefaultInstance();
            case "Headers" -> HeaderMap.getDefaultInstance();
            case "Count", "Watch", "Upload", "Chat" -> Tick.getDefaultInstance();
            default -> Empty.getDefaultInstance();
        };
    }

    @Override
    public Outcome unary(String method, Message request, CallOptions options) {
        PeerClient peer = peer(options);
        return timed(() -> switch (method) {
            case "Echo" -> peer.echo((Everything) request);
            case "Fail" -> peer.fail((Failure) request);
            case "Wait" -> peer.wait((Pause) request);
            case "Headers" -> peer.headers((Empty) request);
            case "Count" -> peer.count((Tick) request);
            default -> absent(method, options);
        });
    }

    @Override
    public Outcome abandoned(String method, Message request, Duration patience, CallOptions options) {
        CompletableFuture<Waited> call = peer(options).async().wait((Pause) request);
        return timed(() -> {
            try {
                return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                call.cancel(true);
                return joined(call);
            } catch (ExecutionException e) {
                throw (MicroException) e.getCause();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public Outcome stream(
            String method, List<? extends Message> requests, int expect, Duration pause, CallOptions options) {
        PeerClient peer = peer(options);
        List<Message> replies = new ArrayList<>();
        CountDownLatch left = new CountDownLatch(1);
        long start = System.nanoTime();
        MicroError error = null;
        try {
            switch (method) {
                case "Watch" -> take(peer.watch((Ticks) requests.get(0)), expect, replies);
                case "Upload" -> replies.add(peer.upload(ticks(requests, pause)));
                default -> take(peer.chat(Stream.concat(ticks(requests, pause), untilLeft(left))), expect, replies);
            }
        } catch (MicroException e) {
            error = e.error();
        } finally {
            left.countDown();
        }
        return new Outcome(replies, error, Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public Map<String, Integer> repeat(String prefix, int calls, int parallel, CallOptions options) {
        PeerClient peer = peer(options);
        Map<String, Integer> failures = new ConcurrentHashMap<>();
        AtomicInteger good = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            Thread caller = new Thread(() -> {
                for (int n = next.getAndIncrement(); n < calls; n = next.getAndIncrement()) {
                    String wrong = count(peer, prefix + n);
                    if (wrong.isEmpty()) {
                        good.incrementAndGet();
                    } else {
                        failures.merge(wrong, 1, Integer::sum);
                    }
                }
            });
            caller.start();
            callers.add(caller);
        }
        callers.forEach(JavaCalls::join);
        return Calls.complete(calls, good.get(), failures);
    }

    /** Returns what is wrong with the answer; nothing if it is right. */
    private static String count(PeerClient peer, String text) {
        try {
            Tick counted = peer.count(Tick.newBuilder().setText(text).build());
            return counted.getText().equals(text) && counted.getNumber() == 1
                    ? ""
                    : "asked for " + text + ", and was told " + counted.getNumber() + " of " + counted.getText();
        } catch (MicroException e) {
            return e.error().toString();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    PeerClient peer(CallOptions options) {
        return PeerClient.of(client, "peer").with(target.with(options));
    }

    private Empty absent(String method, CallOptions options) {
        int dot = method.indexOf('.');
        Endpoint<Empty, Empty> endpoint = Endpoint.unary(
                dot < 0 ? "peer.Peer" : "peer." + method.substring(0, dot),
                method.substring(dot + 1),
                ProtoType.of(Empty.getDefaultInstance()),
                ProtoType.of(Empty.getDefaultInstance()));
        return client.caller("peer").with(target.with(options)).unary(endpoint, Empty.getDefaultInstance());
    }

    private static Outcome timed(Supplier<? extends Message> call) {
        long start = System.nanoTime();
        List<Message> replies = List.of();
        MicroError error = null;
        try {
            replies = List.of(call.get());
        } catch (MicroException e) {
            error = e.error();
        } catch (CancellationException e) {
            error = MicroError.of("", 499, "cancelled");
        }
        return new Outcome(replies, error, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Waited joined(CompletableFuture<Waited> call) {
        return call.join();
    }

    private static void take(Stream<Tick> replies, int expect, List<Message> into) {
        (expect == 0 ? replies : replies.limit(expect)).forEachOrdered(into::add);
    }

    private static Stream<Tick> ticks(List<? extends Message> requests, Duration pause) {
        return requests.stream().map(request -> {
            pass(pause);
            return (Tick) request;
        });
    }

    /** Nothing, but not before the caller has left: a go-micro server takes the end of the requests for the end of the call. */
    private static Stream<Tick> untilLeft(CountDownLatch left) {
        return Stream.of(left).flatMap(latch -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Stream.empty();
        });
    }

    private static void pass(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
