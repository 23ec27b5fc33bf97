package io.micro4j.integration.go;

import com.google.protobuf.Empty;
import io.micro4j.call.Context;
import io.micro4j.call.Deadline;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code peer/service.go} does, in Java. */
final class PeerService implements Peer {
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final AtomicLong cancelled = new AtomicLong();

    /** Returns how many different texts were counted. */
    int counted() {
        return seen.size();
    }

    @Override
    public Everything echo(Everything request) {
        return request;
    }

    @Override
    public Empty fail(Failure request) {
        if (request.getKind().equals("error")) {
            throw MicroException.of(MicroError.of(request.getId(), request.getCode(), request.getDetail()));
        }
        throw new IllegalStateException(request.getDetail());
    }

    @Override
    public Waited wait(Pause request) {
        Context context = Context.current();
        Waited waited = Waited.newBuilder()
                .setCancelled(cancelled.get())
                .setRemainingMillis(
                        context.deadline().map(Deadline::remainingNanos).orElse(0L) / 1_000_000)
                .build();
        CountDownLatch abandoned = new CountDownLatch(1);
        context.onCancel(abandoned::countDown);
        boolean gone;
        try {
            gone = abandoned.await(request.getMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            gone = true;
        }
        if (gone) {
            cancelled.incrementAndGet();
        }
        return waited;
    }

    @Override
    public HeaderMap headers(Empty request) {
        HeaderMap.Builder all = HeaderMap.newBuilder();
        Context.current().metadata().forEach(all::putHeaders);
        return all.putHeaders("Remote", Context.current().peer()).build();
    }

    @Override
    public Tick count(Tick request) {
        return request.toBuilder()
                .setNumber(seen.merge(request.getText(), 1L, Long::sum))
                .build();
    }

    @Override
    public Stream<Tick> watch(Ticks request) {
        Stream<Tick> ticks = IntStream.rangeClosed(1, request.getCount()).mapToObj(number -> {
            pass(request.getPauseMillis());
            return tick(number, "tick");
        });
        return request.getFails() ? Stream.concat(ticks, Stream.of(1).map(PeerService::noMore)) : ticks;
    }

    @Override
    public Tick upload(Stream<Tick> requests) {
        return tick(
                requests.mapToLong(Tick::getNumber)
                        .takeWhile(number -> number != 0)
                        .sum(),
                "sum");
    }

    @Override
    public Stream<Tick> chat(Stream<Tick> requests) {
        Iterator<Tick> all = requests.iterator();
        Iterator<Tick> upToZero = new Iterator<>() {
            private boolean over;

            @Override
            public boolean hasNext() {
                return !over && all.hasNext();
            }

            @Override
            public Tick next() {
                Tick tick = all.next();
                over = tick.getNumber() == 0;
                return tick;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(upToZero, Spliterator.ORDERED), false);
    }

    private static Tick noMore(int ignored) {
        throw MicroException.of(MicroError.of("peer.watch", 409, "no more ticks"));
    }

    private static Tick tick(long number, String text) {
        return Tick.newBuilder().setNumber(number).setText(text).build();
    }

    private static void pass(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
