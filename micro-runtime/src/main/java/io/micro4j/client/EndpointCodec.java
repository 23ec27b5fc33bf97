package io.micro4j.client;

import io.micro4j.call.Endpoint;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.Marshaller;
import org.jspecify.annotations.Nullable;

/** How the messages of one endpoint are written and read. Immutable. */
record EndpointCodec<Q, R>(String contentType, Marshaller<Q> requests, Marshaller<R> replies) {
    /** Returns what writes {@code endpoint}'s messages as {@code contentType}, or as suits them best if it is null. */
    static <Q, R> EndpointCodec<Q, R> of(Endpoint<Q, R> endpoint, @Nullable String contentType, Codecs codecs) {
        Codec codec = contentType == null ? codecs.forType(endpoint.request()) : codecs.find(contentType);
        if (codec == null) {
            throw new CodecException("No codec writes " + contentType + "; found " + codecs);
        }
        return new EndpointCodec<>(
                codec.contentType(), codec.marshaller(endpoint.request()), codec.marshaller(endpoint.reply()));
    }
}
