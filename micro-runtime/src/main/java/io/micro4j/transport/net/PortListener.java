package io.micro4j.transport.net;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Listener;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tls.Encryption;
import io.micro4j.transport.tls.HandshakeFailure;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes connections at one address, each in the protocol that it begins with. Safe for use by many threads. */
public final class PortListener implements Listener {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final int BACKLOG = 1024;
    private static final long PATIENCE_SECONDS = 5;
    private static final long WARNINGS_APART_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Net net;
    private final Acceptor acceptor;
    private final List<Protocol> protocols;
    private final Channel channel;
    private final Set<Doorman> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());
    private volatile boolean closed;

    /**
     * Listens.
     *
     * @param protocols what is spoken; the first that fits a connection's first bytes takes it
     * @throws TransportException if the address cannot be had, or if TLS is asked for and there is no certificate
     */
    public PortListener(String address, Net net, Acceptor acceptor, List<Protocol> protocols) {
        this.net = net;
        this.acceptor = acceptor;
        this.protocols = List.copyOf(protocols);
        Encryption encryption = net.encryption();
        if (encryption != null) {
            encryption.requireCertificate();
        }
        this.channel = bind(address);
    }

    @Override
    public String address() {
        return Addresses.text(channel.localAddress());
    }

    @Override
    public int connections() {
        return count.get();
    }

    @Override
    public void drain() {
        CountDownLatch asked = each(Doorman::drain);
        await(asked);
    }

    @Override
    public void close() {
        closed = true;
        ChannelFuture closing = channel.close();
        String why = gone();
        CountDownLatch ended = each(connection -> connection.shutDown(why));
        if (!net.loops().isOneOfThem()) {
            closing.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
            await(ended);
        }
    }

    @Override
    public String toString() {
        return "PortListener[" + address() + "]";
    }

    TransportOptions options() {
        return net.options();
    }

    @Nullable
    Encryption encryption() {
        return net.encryption();
    }

    /** Returns what TLS calls the protocols that are spoken here. */
    String[] spoken() {
        return protocols.stream().map(Protocol::alpn).filter(Objects::nonNull).toArray(String[]::new);
    }

    Acceptor acceptor() {
        return acceptor;
    }

    /**
     * Returns the protocol that TLS agreed on, if it did, else the one that the bytes begin; null if more of them are needed to tell, or if it is
     * none.
     */
    @Nullable
    Protocol choose(@Nullable String agreed, byte[] bytes, int from, int to) {
        for (Protocol protocol : protocols) {
            if (agreed != null && agreed.equals(protocol.alpn())) {
                return protocol;
            }
            switch (protocol.fit(bytes, from, to)) {
                case YES -> {
                    return protocol;
                }
                case MAYBE -> {
                    return null;
                }
                case NO -> {
                    continue;
                }
            }
        }
        return null;
    }

    /** Tells whoever looks after this server that a client was not let in. Not each time, since anybody can knock as often as they like. */
    void refused(HandshakeFailure why) {
        long number = refused.incrementAndGet();
        long now = System.nanoTime();
        long due = nextWarning.get();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + WARNINGS_APART_NANOS)) {
            LOG.log(Level.WARNING, why.getMessage() + " (handshake " + number + " that failed at " + address() + ")");
        }
    }

    void closed(Doorman connection) {
        if (connections.remove(connection)) {
            count.decrementAndGet();
        }
    }

    private String gone() {
        return "the server at " + address() + " was closed";
    }

    private Channel bind(String address) {
        InetSocketAddress wanted = Addresses.parse(address);
        InetSocketAddress local = wanted.getHostString().isEmpty()
                ? new InetSocketAddress(wanted.getPort())
                : new InetSocketAddress(wanted.getHostString(), wanted.getPort());
        ChannelFuture bound = new ServerBootstrap()
                .group(net.loops().group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accept(accepted);
                    }
                })
                .bind(local)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new TransportException(
                    bound.cause().getMessage() + ": " + address
                            + " cannot be had. Stop what listens there, or choose port 0 for any that is free",
                    bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel accepted) {
        if (closed || count.incrementAndGet() > options().maxConnections()) {
            count.decrementAndGet();
            var unused = accepted.close();
            return;
        }
        Loop loop = net.loops().of(accepted.eventLoop());
        if (net.encryption() == null) {
            loop.readInto(accepted);
        }
        Doorman doorman = new Doorman(accepted, loop, this);
        connections.add(doorman);
        accepted.pipeline().addLast(doorman);
        if (closed) { // meanwhile
            doorman.shutDown(gone());
        }
    }

    /** Does something with each connection, on its loop. Returns what reaches zero once all of it is done. */
    private CountDownLatch each(Consumer<Doorman> action) {
        List<Doorman> now = List.copyOf(connections);
        CountDownLatch done = new CountDownLatch(now.size());
        for (Doorman connection : now) {
            try {
                connection.loop().executor().execute(() -> {
                    try {
                        action.accept(connection);
                    } finally {
                        done.countDown();
                    }
                });
            } catch (RejectedExecutionException e) {
                done.countDown(); // the transport is closed, and its connections with it
            }
        }
        return done;
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "Connections did not end within " + PATIENCE_SECONDS
                                + " s: a thread of the transport is blocked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
