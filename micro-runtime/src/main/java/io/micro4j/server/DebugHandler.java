package io.micro4j.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.protobuf.DynamicMessage;
import io.micro4j.call.Endpoint;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.stub.Routes;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/**
 * Serves {@code Debug.Health} and {@code Debug.Stats}, which every server of go-micro up to v4.7 has. A server that is stopping refuses them like
 * every call, so that {@code Health} tells whether it takes calls.
 *
 * <p>Source of the messages: go-micro v4, {@code debug/proto/debug.proto}.
 */
final class DebugHandler implements Handler {
    private final DebugMessages messages = DebugMessages.INSTANCE;
    private final Endpoint<DynamicMessage, DynamicMessage> health = endpoint("Health");
    private final Endpoint<DynamicMessage, DynamicMessage> stats = endpoint("Stats");
    private final Serving serving;
    private final Clock clock;
    private final long started;

    /** Returns a handler that tells of {@code serving}, which starts now by {@code clock}. */
    DebugHandler(Serving serving, Clock clock) {
        this.serving = serving;
        this.clock = clock;
        this.started = clock.instant().getEpochSecond();
    }

    @Override
    public void bind(Routes routes) {
        routes.unary(
                health, request -> messages.reply("Health").text("status", "ok").build());
        routes.unary(stats, request -> stats());
    }

    private DynamicMessage stats() {
        long now = clock.instant().getEpochSecond();
        Runtime runtime = Runtime.getRuntime();
        return messages.reply("Stats")
                .number("timestamp", now)
                .number("started", started)
                .number("uptime", now - started)
                .number("memory", runtime.totalMemory() - runtime.freeMemory())
                .number("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .number("gc", MILLISECONDS.toNanos(collecting()))
                .number("requests", serving.requests())
                .number("errors", serving.errors())
                .build();
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    private Endpoint<DynamicMessage, DynamicMessage> endpoint(String rpc) {
        return Endpoint.unary(
                "debug.Debug",
                rpc,
                ProtoType.of(messages.empty(rpc + "Request")),
                ProtoType.of(messages.empty(rpc + "Response")));
    }
}
