package io.micro4j.transport.mucp;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import org.jspecify.annotations.Nullable;

/**
 * What go-micro's older content types put around a message: what is called, a number, an error. Source: go-micro v6, {@code codec/protorpc} and
 * {@code codec/jsonrpc}.
 */
enum Envelope {
    /** Two protobuf messages, each behind its length: the envelope and the message. */
    PROTO_RPC("application/proto-rpc") {
        @Override
        Opened request(Body body) {
            return ProtoRpc.readRequest(body);
        }

        @Override
        Opened reply(Body body) {
            return ProtoRpc.readReply(body);
        }

        @Override
        Encoded ofRequest(String method, String id, Encoded message) {
            return ProtoRpc.write(method, id, "", message);
        }

        @Override
        Encoded ofReply(String method, String id, String error, Encoded message) {
            return ProtoRpc.write(method, id, error, message);
        }
    },

    /** One JSON object, as JSON-RPC 1.0 has it. */
    JSON_RPC("application/json-rpc") {
        @Override
        Opened request(Body body) {
            return JsonRpc.readRequest(body);
        }

        @Override
        Opened reply(Body body) {
            return JsonRpc.readReply(body);
        }

        @Override
        Encoded ofRequest(String method, String id, Encoded message) {
            return JsonRpc.request(method, id, message);
        }

        @Override
        Encoded ofReply(String method, String id, String error, Encoded message) {
            return JsonRpc.reply(id, error, message);
        }
    };

    private final String contentType;

    Envelope(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** Returns the envelope of {@code contentType}, or null if messages have none. */
    static @Nullable Envelope of(String contentType) {
        return switch (contentType) {
            case "application/proto-rpc" -> PROTO_RPC;
            case "application/json-rpc" -> JSON_RPC;
            default -> null;
        };
    }

    /** Returns the envelope that an old client means, which says in no header what it calls; null if it cannot mean one. */
    static @Nullable Envelope ofLegacy(String contentType) {
        return switch (contentType) {
            case "application/json", "application/json-rpc" -> JSON_RPC;
            case "application/protobuf", "application/proto-rpc", "application/octet-stream" -> PROTO_RPC;
            default -> null;
        };
    }

    /**
     * Reads a request.
     *
     * @throws CodecException if it is none
     */
    abstract Opened request(Body body);

    /**
     * Reads a reply.
     *
     * @throws CodecException if it is none
     */
    abstract Opened reply(Body body);

    abstract Encoded ofRequest(String method, String id, Encoded message);

    /** @param error empty for none */
    abstract Encoded ofReply(String method, String id, String error, Encoded message);

    /**
     * An envelope and what was in it.
     *
     * @param method what is called; empty if it does not say
     * @param id its number as text; empty if it does not say
     * @param error what went wrong; empty if nothing
     * @param message the message
     */
    record Opened(String method, String id, String error, Body message) {}
}
