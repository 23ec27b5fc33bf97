package io.micro4j.codec;

import io.micro4j.call.MessageType;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The codecs that a client or a server knows. Immutable, safe for use by many threads. */
public final class Codecs {
    private final List<Codec> codecs;

    private Codecs(List<Codec> codecs) {
        this.codecs = List.copyOf(codecs);
    }

    /** Returns the codecs of the class path: protobuf, json and bytes, and those of plugins. */
    public static Codecs load() {
        return new Codecs(ServiceLoader.load(Codec.class, Codecs.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** Returns {@code codecs}; of two with one content type, the first wins. */
    public static Codecs of(Codec... codecs) {
        return new Codecs(List.of(codecs));
    }

    /** Returns the codec of {@code contentType}, or null. Compared exactly, as go-micro does. */
    public @Nullable Codec find(String contentType) {
        for (Codec codec : codecs) {
            if (codec.contentType().equals(contentType)) {
                return codec;
            }
        }
        return null;
    }

    /**
     * Returns {@code contentType}, if something reads and writes it.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public String known(String contentType) {
        if (find(contentType) == null) {
            throw new IllegalArgumentException(
                    "contentType is \"" + contentType + "\", which no codec writes; found " + this);
        }
        return contentType;
    }

    /** Returns the first codec that can write messages of {@code type}: protobuf for its messages, else json. */
    public Codec forType(MessageType<?> type) {
        return codecs.stream()
                .filter(codec -> codec.supports(type))
                .min((a, b) -> Integer.compare(rank(a), rank(b)))
                .orElseThrow(() ->
                        new CodecException("No codec writes " + type.type().getName() + "; found " + this));
    }

    /** Returns the content types that are known, sorted. */
    public List<String> contentTypes() {
        return List.copyOf(codecs.stream().map(Codec::contentType).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public String toString() {
        return contentTypes().toString();
    }

    private static int rank(Codec codec) {
        return switch (codec.name()) {
            case "protobuf" -> 0;
            case "bytes" -> 1;
            case "json" -> 2;
            default -> 3;
        };
    }
}
