package io.micro4j.transport.tls;

import io.micro4j.transport.Tls;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Encrypts the connections of one transport, with certificates that are read again as they are renewed. Safe for use by many threads. */
public final class Encryption implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");

    private final Tls tls;
    private final TransportOptions options;
    private final ScheduledThreadPoolExecutor clock;
    private volatile Credentials credentials;
    private @Nullable String lastComplaint;

    private Encryption(Tls tls, TransportOptions options) {
        this.tls = tls;
        this.options = options;
        this.credentials = new Credentials(tls);
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "micro-certificates");
            thread.setDaemon(true);
            return thread;
        });
        long nanos = tls.reloadInterval().toNanos();
        var unused = clock.scheduleWithFixedDelay(this::reload, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Reads the certificates that {@code options} name; returns null if they say nothing of TLS.
     *
     * @throws TransportException if a file is not there or cannot be used
     */
    public static @Nullable Encryption of(TransportOptions options) {
        Tls tls = options.tls();
        return tls == null ? null : new Encryption(tls, options);
    }

    /**
     * Returns what encrypts a connection to {@code host}, and verifies who is there.
     *
     * @param protocol what will be spoken, as RFC 7301 names it
     */
    public SslHandler client(ByteBufAllocator allocator, String host, int port, @Nullable String protocol) {
        String name = tls.serverName() == null ? host : tls.serverName();
        SslHandler handler = credentials.forClients().newHandler(allocator, name, port);
        if (protocol != null) {
            offer(handler, protocol);
        }
        handler.setHandshakeTimeoutMillis(options.dialTimeout().toMillis());
        return handler;
    }

    /** Returns what encrypts sockets that somebody else has connected, and verifies who is there. */
    public SSLSocketFactory clientSockets() {
        return new ClientSockets(tls, () -> credentials.clientContext());
    }

    /** Returns who is believed, as of now. */
    public X509TrustManager trusted() {
        return credentials.trusted();
    }

    /**
     * Returns what encrypts a connection that was accepted.
     *
     * @param spoken what the port speaks, the best first, for those who ask before they speak (RFC 7301)
     */
    public SslHandler server(ByteBufAllocator allocator, String... spoken) {
        SslHandler handler = serverContext().newHandler(allocator);
        offer(handler, spoken);
        handler.setHandshakeTimeoutMillis(options.headTimeout().toMillis());
        return handler;
    }

    /**
     * Says whether a port can be opened.
     *
     * @throws TransportException if there is no certificate
     */
    public void requireCertificate() {
        serverContext();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private SslContext serverContext() {
        SslContext context = credentials.forServers();
        if (context == null) {
            throw new TransportException(
                    "TLS is asked for, and a server needs a certificate and its private key, but none are named."
                            + " Set MICRO_TLS_CERT_FILE and MICRO_TLS_KEY_FILE, or use Tls.withCertificate",
                    null);
        }
        return context;
    }

    private void reload() {
        if (credentials.areCurrent()) {
            return;
        }
        try {
            credentials = new Credentials(tls);
            lastComplaint = null;
            LOG.log(Level.INFO, "TLS: certificates were read again: " + tls.certificate() + ", " + tls.trust());
        } catch (RuntimeException e) { // whatever is wrong with the files, the old ones still serve
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                lastComplaint = complaint;
                LOG.log(Level.ERROR, complaint + ". The certificates that were read before stay in use", e);
            }
        }
    }

    private static void offer(SslHandler handler, String... protocols) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        handler.engine().setSSLParameters(parameters);
    }
}
