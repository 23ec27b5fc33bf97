package io.micro4j.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.micro4j.call.Endpoint;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.stub.Routes;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code grpc.health.v1.Health}, which orchestrators and gRPC's clients ask whether calls are to be sent here: as {@link Server#isReady} says.
 * The name asked for is empty for the whole server, or that of one of its services.
 *
 * <p>Source of the messages: grpc/grpc-proto, {@code grpc/health/v1/health.proto}.
 */
final class HealthHandler implements Handler {
    static final FileDescriptor FILE = DescribedFiles.parse("""
            name: "grpc/health/v1/health.proto" package: "grpc.health.v1" syntax: "proto3"
            message_type {
              name: "HealthCheckRequest"
              field { name: "service" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
            }
            message_type {
              name: "HealthCheckResponse"
              field {
                name: "status" number: 1 type: TYPE_ENUM label: LABEL_OPTIONAL
                type_name: ".grpc.health.v1.HealthCheckResponse.ServingStatus"
              }
              enum_type {
                name: "ServingStatus"
                value { name: "UNKNOWN" number: 0 }
                value { name: "SERVING" number: 1 }
                value { name: "NOT_SERVING" number: 2 }
                value { name: "SERVICE_UNKNOWN" number: 3 }
              }
            }
            service {
              name: "Health"
              method {
                name: "Check"
                input_type: ".grpc.health.v1.HealthCheckRequest"
                output_type: ".grpc.health.v1.HealthCheckResponse"
              }
              method {
                name: "Watch"
                input_type: ".grpc.health.v1.HealthCheckRequest"
                output_type: ".grpc.health.v1.HealthCheckResponse"
                server_streaming: true
              }
            }
            """);

    /** How often a watched server is looked at. */
    private static final long LOOK_MILLIS = 200;

    private static final Descriptor REQUEST = FILE.findMessageTypeByName("HealthCheckRequest");
    private static final Descriptor RESPONSE = FILE.findMessageTypeByName("HealthCheckResponse");
    private static final FieldDescriptor SERVICE = REQUEST.findFieldByName("service");
    private static final FieldDescriptor STATUS = RESPONSE.findFieldByName("status");
    private static final ProtoType<DynamicMessage> REQUESTS = ProtoType.of(DynamicMessage.getDefaultInstance(REQUEST));
    private static final ProtoType<DynamicMessage> RESPONSES =
            ProtoType.of(DynamicMessage.getDefaultInstance(RESPONSE));

    private final ScheduledExecutorService timer;
    private final BooleanSupplier ready;
    private final BooleanSupplier stopping;
    private final Predicate<String> served;

    /**
     * Returns a handler.
     *
     * @param timer looks for those who watch
     * @param ready whether calls are to be sent here
     * @param stopping whether that is over for good, so that nobody need watch any more
     * @param served whether a service of that name is served
     */
    HealthHandler(
            ScheduledExecutorService timer, BooleanSupplier ready, BooleanSupplier stopping, Predicate<String> served) {
        this.timer = timer;
        this.ready = ready;
        this.stopping = stopping;
        this.served = served;
    }

    @Override
    public void bind(Routes routes) {
        routes.unary(Endpoint.unary("grpc.health.v1.Health", "Check", REQUESTS, RESPONSES), this::check);
        routes.async()
                .serverStream(
                        Endpoint.serverStream("grpc.health.v1.Health", "Watch", REQUESTS, RESPONSES), this::watch);
    }

    private DynamicMessage check(DynamicMessage request) {
        String name = (String) request.getField(SERVICE);
        if (!isKnown(name)) {
            throw GrpcStatus.of(GrpcCode.NOT_FOUND, "no service is called \"" + name + "\" here")
                    .toException();
        }
        return response(status(name));
    }

    private Flow.Publisher<DynamicMessage> watch(DynamicMessage request) {
        return subscriber -> new Watch((String) request.getField(SERVICE), subscriber).begin();
    }

    private boolean isKnown(String name) {
        return name.isEmpty() || served.test(name);
    }

    private String status(String name) {
        return !isKnown(name) ? "SERVICE_UNKNOWN" : ready.getAsBoolean() ? "SERVING" : "NOT_SERVING";
    }

    private static DynamicMessage response(String status) {
        return DynamicMessage.newBuilder(RESPONSE)
                .setField(STATUS, STATUS.getEnumType().findValueByName(status))
                .build();
    }

    /** Tells one subscriber the status now, and then each that is another; until the server stops. Holds no thread: the timer looks for it. */
    private final class Watch implements Flow.Subscription {
        private final String name;
        private final Flow.Subscriber<? super DynamicMessage> subscriber;
        private volatile @Nullable Future<?> looking;
        private volatile boolean over;
        private long demand;
        private String told = "";

        Watch(String name, Flow.Subscriber<? super DynamicMessage> subscriber) {
            this.name = name;
            this.subscriber = subscriber;
        }

        void begin() {
            subscriber.onSubscribe(this);
            looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (over) {
                cancel();
            }
        }

        @Override
        public synchronized void request(long more) {
            demand = Math.max(demand, demand + more);
            look();
        }

        @Override
        public void cancel() {
            over = true;
            Future<?> now = looking;
            if (now != null) {
                now.cancel(false);
            }
        }

        private synchronized void look() {
            if (over) {
                return;
            }
            boolean last = stopping.getAsBoolean();
            String now = status(name);
            if (!now.equals(told)) {
                if (demand == 0) {
                    return;
                }
                demand--;
                told = now;
                subscriber.onNext(response(now));
            }
            if (last && !over) {
                cancel();
                subscriber.onComplete();
            }
        }
    }
}
