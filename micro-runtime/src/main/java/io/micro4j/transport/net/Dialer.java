package io.micro4j.transport.net;

import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tls.Encryption;
import io.micro4j.transport.tls.Handshake;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Opens connections. Names of hosts are looked up on a thread that may block, and each address of a host is tried in turn. */
public final class Dialer {
    private final Executor lookups;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final int timeoutMillis;
    private final @Nullable Encryption encryption;

    /** Told on the event loop how it went. */
    public interface Outcome {
        /** Returns what will be spoken, as TLS names it (RFC 7301); null if that has no name there. */
        @Nullable
        String protocol();

        /** Connected. */
        void connected(Channel channel);

        /** Nobody is there, or not in time. */
        void failed(Throwable cause);
    }

    Dialer(TransportOptions options, @Nullable Encryption encryption, Executor lookups) {
        this.encryption = encryption;
        this.lookups = lookups;
        this.timeoutMillis = (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, options.dialTimeout().toMillis()));
    }

    /** Connects to {@code address} on {@code loop}, with {@code handler} on the connection. */
    public void dial(String address, EventLoop loop, ChannelHandler handler, Outcome outcome) {
        InetSocketAddress wanted;
        try {
            wanted = Addresses.parse(address);
        } catch (IllegalArgumentException e) {
            outcome.failed(e);
            return;
        }
        InetAddress literal = Addresses.literal(wanted.getHostString());
        if (literal != null) {
            Attempt attempt = new Attempt(List.of(literal), wanted, loop, handler, outcome);
            attempt.next(new UnknownHostException(address));
        } else {
            lookUpLater(wanted, loop, handler, outcome);
        }
    }

    private void lookUpLater(InetSocketAddress wanted, EventLoop loop, ChannelHandler handler, Outcome outcome) {
        CompletableFuture<List<InetAddress>> found;
        try {
            found = underWay.computeIfAbsent(wanted.getHostString(), this::lookUp);
        } catch (RejectedExecutionException e) {
            outcome.failed(e); // the transport is being closed
            return;
        }
        var unused = found.whenComplete((hosts, failure) -> loop.execute(() -> {
            Throwable cause = failure == null ? null : failure.getCause();
            Throwable unknown = cause == null ? new UnknownHostException(wanted.getHostString()) : cause;
            if (hosts == null) {
                outcome.failed(unknown);
            } else {
                new Attempt(hosts, wanted, loop, handler, outcome).next(unknown);
            }
        }));
    }

    /** One look-up serves all who want that host meanwhile: a name server that does not answer holds one thread a host, and not one a call. */
    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.of(InetAddress.getAllByName(host));
                    } catch (UnknownHostException e) {
                        throw new CompletionException(e);
                    } finally {
                        underWay.remove(host);
                    }
                },
                lookups);
    }

    /** One address after the other. */
    private final class Attempt implements ChannelFutureListener {
        private final List<InetAddress> hosts;
        private final InetSocketAddress wanted;
        private final EventLoop loop;
        private final ChannelHandler handler;
        private final Outcome outcome;
        private int tried;

        Attempt(
                List<InetAddress> hosts,
                InetSocketAddress wanted,
                EventLoop loop,
                ChannelHandler handler,
                Outcome outcome) {
            this.hosts = hosts;
            this.wanted = wanted;
            this.loop = loop;
            this.handler = handler;
            this.outcome = outcome;
        }

        void next(Throwable failure) {
            if (tried == hosts.size()) {
                outcome.failed(failure);
                return;
            }
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            // the connection's handler is added once it is connected: a failed attempt is not a closed
                            // connection
                        }
                    })
                    .connect(new InetSocketAddress(hosts.get(tried++), wanted.getPort()))
                    .addListener(this);
        }

        @Override
        public void operationComplete(ChannelFuture attempt) {
            if (!attempt.isSuccess()) {
                next(attempt.cause());
            } else if (encryption == null) {
                ready(attempt.channel());
            } else {
                encrypt(attempt.channel(), encryption);
            }
        }

        private void encrypt(Channel channel, Encryption encryption) {
            String host = wanted.getHostString();
            SslHandler ssl = encryption.client(channel.alloc(), host, wanted.getPort(), outcome.protocol());
            Handshake.begin(channel, ssl, host + ":" + wanted.getPort(), new Handshake.Result() {
                @Override
                public void agreed() {
                    ready(channel);
                }

                @Override
                public void failed(IOException why) {
                    outcome.failed(why); // another address of that host would say the same
                }
            });
        }

        private void ready(Channel channel) {
            channel.pipeline().addLast(handler);
            outcome.connected(channel);
        }
    }
}
