package io.micro4j.server;

import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.Marshaller;
import io.micro4j.stub.AsyncRoutes;
import io.micro4j.stub.MessageHandler;
import io.micro4j.stub.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes the endpoints of a handler into a table, each with the marshallers of every content type that can carry it. */
final class RouteBinder implements Routes {
    private final RouteTable table;
    private final Subscribers subscribers;
    private final Codecs codecs;
    private final Set<Endpoint<?, ?>> inline;

    RouteBinder(RouteTable table, Subscribers subscribers, Codecs codecs, Set<Endpoint<?, ?>> inline) {
        this.table = table;
        this.subscribers = subscribers;
        this.codecs = codecs;
        this.inline = inline;
    }

    /** Binds {@code handler}, with the methods of {@code endpoints} on I/O threads. */
    void nonBlocking(Set<Endpoint<?, ?>> endpoints, Handler handler) {
        Set<Endpoint<?, ?>> all = new HashSet<>(inline);
        all.addAll(endpoints);
        handler.bind(new RouteBinder(table, subscribers, codecs, all));
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (!table.serves(endpoint)) {
                throw new IllegalArgumentException(
                        endpoint + " is not served by the handler on which nonBlocking() names it");
            }
        }
    }

    @Override
    public <Q, R> void unary(Endpoint<Q, R> endpoint, Function<Q, R> method) {
        serve(endpoint, method, OneRequest::new, OneReply::new);
    }

    @Override
    public <Q, R> void serverStream(Endpoint<Q, R> endpoint, Function<Q, Stream<R>> method) {
        serve(endpoint, method, OneRequest::new, ReplyStream::new);
    }

    @Override
    public <Q, R> void clientStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, R> method) {
        serve(endpoint, method, RequestStream::new, OneReply::new);
    }

    @Override
    public <Q, R> void bidiStream(Endpoint<Q, R> endpoint, Function<Stream<Q>, Stream<R>> method) {
        serve(endpoint, method, RequestStream::new, ReplyStream::new);
    }

    @Override
    public <T> void subscribe(String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler) {
        subscribers.add(Subscriber.of(topic, type, options, handler, codecs));
    }

    @Override
    public AsyncRoutes async() {
        return new AsyncBinder(this);
    }

    /** Makes the requests of a call out of its marshaller. */
    interface RequestsOf<Q, I> {
        Requests<I> of(ServerCall<I, ?> call, Marshaller<Q> marshaller);
    }

    /** Makes the replies of a call out of their marshaller. */
    interface RepliesOf<R, O> {
        Replies<O> of(ServerCall<?, O> call, Marshaller<R> marshaller);
    }

    <Q, R, I, O> void serve(
            Endpoint<Q, R> endpoint, Function<I, O> method, RequestsOf<Q, I> requests, RepliesOf<R, O> replies) {
        List<Served.Form<I, O>> forms = new ArrayList<>();
        for (String contentType : codecs.contentTypes()) {
            Codec codec = codecs.find(contentType);
            if (codec != null && codec.supports(endpoint.request()) && codec.supports(endpoint.reply())) {
                Marshaller<Q> reads = codec.marshaller(endpoint.request());
                Marshaller<R> writes = codec.marshaller(endpoint.reply());
                forms.add(new Served.Form<>(
                        contentType, call -> requests.of(call, reads), call -> replies.of(call, writes)));
            }
        }
        table.add(new Served<>(endpoint, method, inline.contains(endpoint), List.copyOf(forms)));
    }
}
