package io.micro4j.server;

import io.micro4j.call.Deadline;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Route;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds who serves a call, by its endpoint and its content type. */
final class Dispatcher implements Acceptor {
    /** The package of what gRPC itself defines, which services of users may be called like. */
    private static final String GRPC = "grpc.";

    private final RouteTable table;
    private final RouteTable own;
    private final Subscribers subscribers;
    private final Serving serving;
    private final Supplier<RouteTable> grpc;
    private @Nullable RouteTable grpcTable;

    /**
     * Returns a dispatcher to what the user serves.
     *
     * @param own what the server has of its own beside, unless the user serves something of that name
     * @param grpc makes what gRPC's tools ask of every server, which most never hear
     */
    Dispatcher(RouteTable table, RouteTable own, Supplier<RouteTable> grpc, Subscribers subscribers, Serving serving) {
        this.grpc = grpc;
        this.table = table;
        this.own = own;
        this.subscribers = subscribers;
        this.serving = serving;
    }

    /** Returns {@code last} behind {@code interceptors}, the first outermost. */
    static Acceptor intercepted(List<ServerInterceptor> interceptors, Acceptor last) {
        Acceptor acceptor = last;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            ServerInterceptor interceptor = interceptors.get(i);
            Acceptor next = acceptor;
            acceptor = head -> interceptor.intercept(head, next);
        }
        return acceptor;
    }

    @Override
    public Route route(Head head) {
        if (head.isEvent()) {
            return new EventRoute(serving, subscribers, head);
        }
        Served<?, ?> served = find(head);
        if (served == null) {
            return refused(Shape.UNARY, false, table.missing(serving.options().name(), head.endpoint()));
        }
        return find(head, served);
    }

    private @Nullable Served<?, ?> find(Head head) {
        Served<?, ?> served = head.service().startsWith(GRPC) ? grpcTable().find(head.endpoint()) : null;
        if (served == null) {
            served = table.find(head.endpoint());
        }
        if (served == null) {
            served = own.find(head.endpoint());
        }
        return served == null ? grpcTable().find(head.endpoint()) : served;
    }

    private synchronized RouteTable grpcTable() {
        if (grpcTable == null) {
            grpcTable = grpc.get();
        }
        return grpcTable;
    }

    private <I, O> Route find(Head head, Served<I, O> served) {
        Served.Form<I, O> form = served.form(contentType(head));
        if (form == null) {
            return refused(
                    served.endpoint().shape(),
                    true,
                    MicroError.of(
                            serving.options().name(),
                            415,
                            "unsupported Content-Type: " + head.contentType() + "; " + served.endpoint() + " speaks "
                                    + String.join(", ", served.contentTypes())));
        }
        return new ServedRoute<>(serving, served, form, head, deadline(head));
    }

    private String contentType(Head head) {
        return head.contentType().isEmpty() ? serving.options().contentType() : head.contentType();
    }

    private Route refused(Shape shape, boolean isFound, MicroError error) {
        return new RefusedRoute(serving, shape, isFound, End.answered(error, Metadata.EMPTY, false));
    }

    private static @Nullable Deadline deadline(Head head) {
        return head.timeoutNanos() == 0 ? null : Deadline.afterNanos(head.timeoutNanos());
    }
}
