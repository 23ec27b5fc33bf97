package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.codec.CodecException;
import io.micro4j.transport.Body;
import io.micro4j.transport.Head;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say, the wire's words apart from the application's. Filled again for each frame. */
final class RequestHeaders {
    private static final String BYTES = "application/octet-stream";
    private static final String DEFAULT_CONTENT_TYPE = "application/protobuf";

    private @Nullable String service;
    private @Nullable String endpoint;
    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private @Nullable String error;
    private @Nullable String topic;
    private @Nullable String id;
    private @Nullable String stream;
    private boolean legacy;
    private boolean targeted;
    private Seal seal = Seal.NONE;
    private long timeoutNanos;
    private boolean halfClose;
    private int others;

    void read(Headers headers) {
        service = null;
        endpoint = null;
        contentType = null;
        contentEncoding = null;
        error = null;
        topic = null;
        id = null;
        stream = null;
        legacy = true;
        targeted = false;
        seal = Seal.NONE;
        timeoutNanos = 0;
        halfClose = false;
        others = 0;
        for (int i = 0; i < headers.size(); i++) {
            Word word = headers.word(i);
            if (word == null) {
                others++;
            } else {
                note(word, headers.value(i));
            }
        }
    }

    /** Returns what names the session that the frame belongs to; empty if nothing does. The id does not, as in go-micro from v4.10 on. */
    String session() {
        return stream == null ? "" : stream;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String stream() {
        return stream;
    }

    @Nullable
    String error() {
        return error;
    }

    @Nullable
    String contentEncoding() {
        return contentEncoding;
    }

    boolean isEndOfStream() {
        return Word.EOS.equals(error);
    }

    boolean isHalfClose() {
        return halfClose;
    }

    String contentType() {
        return contentType == null ? DEFAULT_CONTENT_TYPE : contentType;
    }

    String endpoint() {
        return endpoint == null ? "" : endpoint;
    }

    /** Returns what the messages of the call that this request starts are put into. */
    Seal seal() {
        return seal;
    }

    /**
     * Returns the message that starts a call: the body (that of an event has no envelope), or what is in its envelope. That may name what is called, too.
     *
     * @throws CodecException if the body is no envelope and should be one
     */
    Body open(Body body) {
        Envelope envelope = topic != null
                ? null
                : legacy || targeted ? Envelope.ofLegacy(contentType()) : Envelope.of(contentType());
        if (envelope == null) {
            return body;
        }
        seal = new Seal(envelope, endpoint(), id == null ? "" : id);
        Envelope.Opened opened = envelope.request(body);
        endpoint = blank(endpoint) ? opened.method() : endpoint;
        seal = new Seal(envelope, endpoint(), blank(opened.id()) ? seal.id() : opened.id());
        return opened.message();
    }

    Head head(Headers headers) {
        String event = topic;
        if (event != null) {
            Metadata metadata = metadata(headers).with(Head.TOPIC, event);
            return new Head("", "", contentType(), 0, id == null ? metadata : metadata.with("Micro-ID", id));
        }
        return new Head(service == null ? "" : service, endpoint(), codec(), timeoutNanos, metadata(headers));
    }

    /** Returns how messages are written, within their envelope if they have one. */
    private String codec() {
        Envelope envelope = seal.envelope();
        return envelope == null || contentType().equals(BYTES) ? contentType() : envelope.contentType();
    }

    private Metadata metadata(Headers headers) {
        if (others == 0) {
            return Metadata.EMPTY;
        }
        Metadata.Builder metadata = Metadata.builder();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.word(i) == null && !HeaderNames.isReserved(headers.name(i))) {
                metadata.putIfAbsent(headers.name(i), headers.value(i));
            }
        }
        return metadata.build();
    }

    /** The unprefixed name wins over its older one, and the endpoint over the method; else the first value. */
    private void note(Word word, String value) {
        if (!value.isEmpty()) {
            legacy &= !saysWhatIsCalled(word);
        }
        switch (word) {
            case SERVICE -> service = value;
            case X_SERVICE -> service = service == null ? value : service;
            case ENDPOINT -> endpoint = value;
            case METHOD, X_ENDPOINT, X_METHOD -> endpoint = blank(endpoint) ? value : endpoint;
            case CONTENT_TYPE -> contentType = contentType == null && !value.isEmpty() ? value : contentType;
            case CONTENT_ENCODING -> contentEncoding = value;
            case ERROR -> error = value.isEmpty() ? error : value;
            case TOPIC -> topic = value.isEmpty() ? topic : value;
            case ID -> id = id == null ? value : id;
            case STREAM -> stream = value.isEmpty() ? stream : value;
            case X_STREAM -> stream = stream == null && !value.isEmpty() ? value : stream;
            case TARGET, X_TARGET -> targeted |= !value.isEmpty();
            case TIMEOUT -> timeoutNanos = TimeoutHeader.read(value);
            case HALF_CLOSE -> halfClose = value.equals("true");
            default -> {
                // says nothing about a call
            }
        }
    }

    /** An old client says nothing of the kind: its envelope does. */
    private static boolean saysWhatIsCalled(Word word) {
        return switch (word) {
            case SERVICE, X_SERVICE, METHOD, X_METHOD, ENDPOINT, X_ENDPOINT, PROTOCOL, X_PROTOCOL, TOPIC, X_TOPIC ->
                true;
            default -> false;
        };
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
