package io.micro4j.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.micro4j.call.Endpoint;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.MicroException;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.stub.Routes;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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

    private final BooleanSupplier ready;
    private final BooleanSupplier stopping;
    private final Predicate<String> served;

    /**
     * Returns a handler.
     *
     * @param ready whether calls are to be sent here
     * @param stopping whether that is over for good, so that nobody need watch any more
     * @param served whether a service of that name is served
     */
    HealthHandler(BooleanSupplier ready, BooleanSupplier stopping, Predicate<String> served) {
        this.ready = ready;
        this.stopping = stopping;
        this.served = served;
    }

    @Override
    public void bind(Routes routes) {
        routes.unary(Endpoint.unary("grpc.health.v1.Health", "Check", REQUESTS, RESPONSES), this::check);
        routes.serverStream(Endpoint.serverStream("grpc.health.v1.Health", "Watch", REQUESTS, RESPONSES), this::watch);
    }

    private DynamicMessage check(DynamicMessage request) {
        String name = (String) request.getField(SERVICE);
        if (!isKnown(name)) {
            throw GrpcStatus.of(GrpcCode.NOT_FOUND, "no service is called \"" + name + "\" here")
                    .toException();
        }
        return response(status(name));
    }

    private Stream<DynamicMessage> watch(DynamicMessage request) {
        return StreamSupport.stream(new Changes((String) request.getField(SERVICE)), false);
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

    /** The status now, and then each that is another; until the server stops. */
    private final class Changes extends AbstractSpliterator<DynamicMessage> {
        private final String name;
        private String told = "";
        private boolean last;

        Changes(String name) {
            super(Long.MAX_VALUE, Spliterator.ORDERED);
            this.name = name;
        }

        @Override
        public boolean tryAdvance(Consumer<? super DynamicMessage> action) {
            String now = last ? told : next();
            if (now.equals(told)) {
                return false; // the server stops, and has said so
            }
            told = now;
            action.accept(response(now));
            return true;
        }

        private String next() {
            try {
                while (true) {
                    last = stopping.getAsBoolean();
                    String now = status(name);
                    if (last || !now.equals(told)) {
                        return now;
                    }
                    Thread.sleep(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw MicroException.cancelled("nobody watches any more");
            }
        }
    }
}
