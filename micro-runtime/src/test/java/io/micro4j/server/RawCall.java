package io.micro4j.server;

import static io.micro4j.server.ServerHarness.PATIENCE;
import static io.micro4j.server.ServerHarness.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.json.JsonCodec;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A call made message by message, and what came back of it. */
final class RawCall implements Receiver {
    private final Marshaller<String> marshaller = new JsonCodec().marshaller(TEXT);
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private Socket socket;

    void open(Socket socket) {
        this.socket = socket;
    }

    /** Sends one request. */
    RawCall say(String request) {
        socket.send(marshaller.encode(request));
        return this;
    }

    /** Sends bytes that may not be a request. */
    RawCall sayRaw(String bytes) {
        socket.send(Encoded.of(bytes.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Ends the requests. */
    RawCall done() {
        socket.end(End.OK);
        return this;
    }

    /** Sends one request, ends the requests and asks for everything. */
    RawCall ask(String request) {
        return say(request).done().want(Integer.MAX_VALUE);
    }

    RawCall want(int messages) {
        socket.request(messages);
        return this;
    }

    void leave() {
        socket.cancel(End.failed(MicroException.cancelled("had enough")));
    }

    /** Waits for one reply. */
    String reply() throws InterruptedException {
        String reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(reply).as("a reply, after %s", end).isNotNull();
        return reply;
    }

    boolean hasReply() {
        return !replies.isEmpty();
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Waits for the end. */
    End end() {
        return end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void message(Body body) {
        replies.add(body.read(marshaller));
    }

    @Override
    public void end(End end) {
        this.end.complete(end);
    }
}
