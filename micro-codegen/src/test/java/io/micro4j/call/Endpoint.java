package io.micro4j.call;

/** Stands in for the runtime's type. */
public record Endpoint<Q, R>(
        String service, String rpc, String shape, MessageType<Q> request, MessageType<R> reply, boolean isIdempotent) {
    public static <Q, R> Endpoint<Q, R> unary(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, "unary", request, reply, false);
    }

    public static <Q, R> Endpoint<Q, R> serverStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, "serverStream", request, reply, false);
    }

    public static <Q, R> Endpoint<Q, R> clientStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, "clientStream", request, reply, false);
    }

    public static <Q, R> Endpoint<Q, R> bidiStream(
            String service, String rpc, MessageType<Q> request, MessageType<R> reply) {
        return new Endpoint<>(service, rpc, "bidiStream", request, reply, false);
    }

    public Endpoint<Q, R> idempotent() {
        return new Endpoint<>(service, rpc, shape, request, reply, true);
    }
}
