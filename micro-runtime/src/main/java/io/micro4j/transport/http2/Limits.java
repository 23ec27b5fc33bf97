package io.micro4j.transport.http2;

import io.micro4j.transport.TransportOptions;

/**
 * What a session allows.
 *
 * @param streams how many streams a peer may have open at once
 * @param resets how many streams a second a peer may begin for nothing
 * @param headerBytes the largest block of headers, in bytes, packed or not
 * @param headers how many headers a block may have
 * @param headNanos how long a block may take
 * @param bodyNanos how long a stream may keep a message unfinished without a byte of it
 * @param writeNanos how long a peer may give no credit to what waits for it, and no answer to a ping
 * @param idleNanos how long a connection without streams is kept
 * @param keepAliveNanos how long a connection with streams may be silent before it is asked for a sign of life
 */
public record Limits(
        int streams,
        int resets,
        int headerBytes,
        int headers,
        long headNanos,
        long bodyNanos,
        long writeNanos,
        long idleNanos,
        long keepAliveNanos) {
    /** Returns the limits of a server. */
    public static Limits ofServer(TransportOptions options) {
        return of(options, options.idleTimeout().toNanos());
    }

    /** Returns the limits of a client. */
    public static Limits ofClient(TransportOptions options) {
        return of(options, options.poolTtl().toNanos());
    }

    private static Limits of(TransportOptions options, long idleNanos) {
        return new Limits(
                options.maxStreams(),
                options.maxResets(),
                options.maxHeaderBytes(),
                options.maxHeaders(),
                options.headTimeout().toNanos(),
                options.bodyTimeout().toNanos(),
                options.writeTimeout().toNanos(),
                idleNanos,
                options.keepAlive().toNanos());
    }
}
