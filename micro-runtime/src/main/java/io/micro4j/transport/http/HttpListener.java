package io.micro4j.transport.http;

import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Listener;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections at one address. */
final class HttpListener implements Listener {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final int BACKLOG = 1024;
    private static final long PATIENCE_SECONDS = 5;

    private final Loops loops;
    private final TransportOptions options;
    private final Acceptor acceptor;
    private final Channel channel;
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    HttpListener(String address, Loops loops, TransportOptions options, Acceptor acceptor) {
        this.loops = loops;
        this.options = options;
        this.acceptor = acceptor;
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
    public void close() {
        closed = true;
        ChannelFuture closing = channel.close();
        boolean mayWait = !loops.isOneOfThem();
        CountDownLatch ended = new CountDownLatch(connections.size());
        for (ServerConnection connection : connections) {
            try {
                connection.execute(() -> {
                    connection.shutDown("the server at " + address() + " was closed");
                    ended.countDown();
                });
            } catch (java.util.concurrent.RejectedExecutionException e) {
                ended.countDown(); // the transport is closed, and its connections with it
            }
        }
        if (mayWait) {
            closing.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
            await(ended);
        }
    }

    private Channel bind(String address) {
        InetSocketAddress wanted = Addresses.parse(address);
        InetSocketAddress local = wanted.getHostString().isEmpty()
                ? new InetSocketAddress(wanted.getPort())
                : new InetSocketAddress(wanted.getHostString(), wanted.getPort());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
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
                    "The http transport cannot listen at " + address + ": "
                            + bound.cause().getMessage()
                            + ". Stop what listens there, or choose port 0 for any that is free",
                    bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel accepted) {
        if (closed || count.incrementAndGet() > options.maxConnections()) {
            count.decrementAndGet();
            var unused = accepted.close();
            return;
        }
        Loop loop = loops.of(accepted.eventLoop());
        loop.readInto(accepted);
        ServerConnection connection = new ServerConnection(accepted, loop, options, acceptor, this::closed);
        connections.add(connection);
        accepted.pipeline().addLast(connection);
    }

    private void closed(ServerConnection connection) {
        connections.remove(connection);
        count.decrementAndGet();
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
