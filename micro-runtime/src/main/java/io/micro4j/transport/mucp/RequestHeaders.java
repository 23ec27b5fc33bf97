package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Head;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say, the wire's words apart from the application's. Filled again for each frame. */
final class RequestHeaders {
    private static final String DEFAULT_CONTENT_TYPE = "application/protobuf";

    private @Nullable String service;
    private @Nullable String endpoint;
    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private @Nullable String error;
    private @Nullable String topic;
    private @Nullable String id;
    private @Nullable String stream;
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
    String topic() {
        return topic;
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

    Head head(Headers headers) {
        return new Head(service == null ? "" : service, endpoint(), contentType(), timeoutNanos, metadata(headers));
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
            case TIMEOUT -> timeoutNanos = TimeoutHeader.read(value);
            case HALF_CLOSE -> halfClose = value.equals("true");
            default -> {
                // says nothing about a call
            }
        }
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
