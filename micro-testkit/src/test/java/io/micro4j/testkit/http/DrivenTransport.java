package io.micro4j.testkit.http;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Body;
import io.micro4j.transport.CallerIo;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.Wire;
import io.micro4j.transport.http.HttpTransport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1, each call opened by a thread of its own that moves the call's bytes until it is over, as a blocked caller does. */
public final class DrivenTransport implements Transport {
    private final Transport http;

    public DrivenTransport(TransportOptions options) {
        http = HttpTransport.open(options);
    }

    @Override
    public String name() {
        return http.name();
    }

    @Override
    public Wire wire(Node node) {
        return http.wire(node);
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        CompletableFuture<Socket> opened = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Driven driven = new Driven(replies);
            opened.complete(http.open(node, endpoint, head, driven));
            driven.untilOver();
        });
        thread.setDaemon(true);
        thread.start();
        return opened.join();
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        return http.listen(address, acceptor);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Passes on what it is told. */
    private static final class Driven implements Receiver, CallerIo.Driver {
        private final Receiver replies;
        private @Nullable CallerIo io;

        Driven(Receiver replies) {
            this.replies = replies;
        }

        void untilOver() {
            while (io != null && io.drive(TimeUnit.MILLISECONDS.toNanos(100))) {
                // as a caller whose time is never over
            }
        }

        @Override
        public CallerIo.Driver driver() {
            return this;
        }

        @Override
        public void take(CallerIo io) {
            this.io = io;
        }

        @Override
        public void head(Metadata initial) {
            replies.head(initial);
        }

        @Override
        public void message(Body body) {
            replies.message(body);
        }

        @Override
        public void writable() {
            replies.writable();
        }

        @Override
        public void end(End end) {
            replies.end(end);
        }
    }
}
