package io.micro4j.call;

import static java.util.Objects.requireNonNull;

/**
 * One method that can be called: its names on every wire, its shape and its messages. Immutable.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
public final class Endpoint<Q, R> {
    private final String service;
    private final String rpc;
    private final Shape shape;
    private final MessageType<Q> request;
    private final MessageType<R> reply;
    private final boolean idempotent;
    private final String name;
    private final String path;

    private Endpoint(
            String service, String rpc, Shape shape, MessageType<Q> request, MessageType<R> reply, boolean idempotent) {
        this.service = named(service, "service");
        this.rpc = named(rpc, "rpc");
        this.shape = requireNonNull(shape, "shape");
        this.request = requireNonNull(request, "request");
        this.reply = requireNonNull(reply, "reply");
        this.idempotent = idempotent;
        this.name = GoName.camelCase(simpleName(service)) + "." + GoName.camelCase(rpc);
        this.path = "/" + service + "/" + rpc;
    }

    /**
     * Returns an endpoint with one request and one reply.
     *
     * @param service the full name in the {@code .proto}: {@code greeter.Greeter}
     * @param rpc the name of the method as written there: {@code Hello}
     */
    public static <Q, R> Endpoint<Q, R> unary(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, Shape.UNARY, request, reply, false);
    }

    /** Returns an endpoint with one request and any number of replies; names as in {@link #unary}. */
    public static <Q, R> Endpoint<Q, R> serverStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, Shape.SERVER_STREAM, request, reply, false);
    }

    /** Returns an endpoint with any number of requests and one reply; names as in {@link #unary}. */
    public static <Q, R> Endpoint<Q, R> clientStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, Shape.CLIENT_STREAM, request, reply, false);
    }

    /** Returns an endpoint with any number of requests and of replies; names as in {@link #unary}. */
    public static <Q, R> Endpoint<Q, R> bidiStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, Shape.BIDI_STREAM, request, reply, false);
    }

    /** Returns this endpoint, marked as one that may safely be called again when it is not known whether the call arrived. */
    public Endpoint<Q, R> idempotent() {
        return new Endpoint<>(service, rpc, shape, request, reply, true);
    }

    /** Returns the service's full name in the {@code .proto}: {@code greeter.Greeter}. */
    public String service() {
        return service;
    }

    /** Returns the method's name as the {@code .proto} writes it: {@code Hello}. */
    public String rpc() {
        return rpc;
    }

    /** Returns how many messages go each way. */
    public Shape shape() {
        return shape;
    }

    /** Returns the type of the requests. */
    public MessageType<Q> request() {
        return request;
    }

    /** Returns the type of the replies. */
    public MessageType<R> reply() {
        return reply;
    }

    /** Returns whether a call may safely be made again when it is not known whether it arrived. */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** Returns the name on go-micro's wire, in Go's camel case and without the package: {@code Greeter.Hello}. */
    public String name() {
        return name;
    }

    /** Returns the path on gRPC's wire: {@code /greeter.Greeter/Hello}. */
    public String path() {
        return path;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String simpleName(String service) {
        return service.substring(service.lastIndexOf('.') + 1);
    }

    private static String named(String name, String what) {
        if (name.isEmpty() || name.endsWith(".")) {
            throw new IllegalArgumentException(what + " is \"" + name + "\"; give its name as the .proto has it");
        }
        return name;
    }
}
