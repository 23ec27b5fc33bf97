package io.micro4j.transport.grpc;

import io.micro4j.call.Metadata;
import io.micro4j.transport.Head;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HpackEncoder;
import io.netty.buffer.ByteBufUtil;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What gRPC and go-micro say in headers, with what the connections of one loop remember of them. */
final class Words {
    static final String UNSTARTED = "micro-unstarted";
    static final String CONTENT_TYPE = "content-type";
    static final String ENCODING = "grpc-encoding";
    static final String ACCEPTED = "grpc-accept-encoding";
    static final String STATUS = "grpc-status";
    static final String MESSAGE = "grpc-message";
    static final String DETAILS = "grpc-status-details-bin";
    static final String GRPC = "application/grpc";

    /** What a request says beside its metadata, the texts that differ left out. */
    private static final int FIXED = 600;

    private static final String SERVICE = "micro-service";
    private static final String TIMEOUT = "grpc-timeout";
    private static final String GO_TIMEOUT = "timeout";
    private static final String GO_CONTENT_TYPE = "x-content-type";
    private static final String PROTOBUF = "application/protobuf";
    private static final int STATUS_200 = 8;
    private static final int METHOD_POST = 3;
    private static final int SCHEME_HTTP = 6;
    private static final int SCHEME_HTTPS = 7;
    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 200;
    private static final int SCRATCH = 16 * 1024;

    /** By path: the name of the endpoint on go-micro's wire. */
    private final Map<String, String> endpoints = new HashMap<>();

    private final Map<String, String> subtypes = new HashMap<>();
    private final byte[] scratch = new byte[SCRATCH];

    /** Returns an array in which the next frame can be put together. */
    byte[] scratch() {
        return scratch;
    }

    void request(HpackEncoder block, boolean encrypted, String path, String authority, Head head, boolean packs) {
        block.known(METHOD_POST)
                .known(encrypted ? SCHEME_HTTPS : SCHEME_HTTP)
                .repeated(":path", path)
                .repeated(":authority", authority)
                .repeated("te", "trailers")
                .repeated(CONTENT_TYPE, grpcType(head.contentType()))
                .repeated(ACCEPTED, Gzip.NAME)
                .repeated("user-agent", "micro4j");
        if (packs) {
            block.repeated(ENCODING, Gzip.NAME);
        }
        if (!head.service().isEmpty()) {
            block.repeated(SERVICE, head.service());
        }
        if (!head.contentType().equals(PROTOBUF)) {
            block.repeated(GO_CONTENT_TYPE, grpcType(head.contentType()));
        }
        if (head.timeoutNanos() > 0 && head.timeoutNanos() < Timeout.MOST) {
            block.changing(TIMEOUT, Timeout.write(head.timeoutNanos()));
        }
        metadata(block, head.metadata());
    }

    static void reply(HpackEncoder block, String contentType, boolean packs) {
        block.known(STATUS_200).repeated(CONTENT_TYPE, contentType);
        if (packs) {
            block.repeated(ENCODING, Gzip.NAME);
        }
    }

    /** Returns whether {@code accepted}, the encodings that a peer takes, has gzip. */
    static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String each : accepted.split(",", -1)) {
            if (each.strip().equals(Gzip.NAME)) {
                return true;
            }
        }
        return false;
    }

    static void metadata(HpackEncoder block, Metadata metadata) {
        for (int i = 0; i < metadata.size(); i++) {
            String name = metadata.name(i);
            if (HpackEncoder.isName(name) && !isReserved(name)) {
                if (isBinary(name)) {
                    for (String value : metadata.value(i).split(",", -1)) {
                        block.once(name, value.strip());
                    }
                } else {
                    block.once(name, metadata.value(i));
                }
            }
        }
    }

    /** Returns whether {@code contentType} is gRPC's, and not that of gRPC-Web or of something else that begins so. */
    static boolean isGrpc(String contentType) {
        return contentType.startsWith(GRPC)
                && (contentType.length() == GRPC.length() || "+; ".indexOf(contentType.charAt(GRPC.length())) >= 0);
    }

    /** Returns whether a client of go-micro's asks: it says its content type twice, and does not half-close where it hears a stream. */
    static boolean isGoMicro(HeaderList headers) {
        return headers.get(GO_CONTENT_TYPE) != null;
    }

    /** Returns how large the headers of a request are, as RFC 9113, section 6.5.2, counts them, or a little less. */
    static long most(String path, String authority, Head head) {
        return FIXED
                + path.length()
                + authority.length()
                + head.service().length()
                + 2L * head.contentType().length()
                + most(head.metadata());
    }

    /** Returns how large {@code metadata} is at most, as RFC 9113, section 6.5.2, counts it. */
    static long most(Metadata metadata) {
        long bytes = 0;
        for (int i = 0; i < metadata.size(); i++) {
            String name = metadata.name(i);
            if (isReserved(name)) {
                continue;
            }
            String value = metadata.value(i);
            int values = 1;
            for (int at = isBinary(name) ? value.indexOf(',') : -1; at >= 0; at = value.indexOf(',', at + 1)) {
                values++;
            }
            bytes += (long) values * (name.length() + HeaderList.OVERHEAD) + ByteBufUtil.utf8Bytes(value);
        }
        return bytes;
    }

    /** Returns a name in {@code metadata} that no header can have; null if each can be one. */
    static @Nullable String misnamed(Metadata metadata) {
        for (int i = 0; i < metadata.size(); i++) {
            if (!HpackEncoder.isName(metadata.name(i)) && !isReserved(metadata.name(i))) {
                return metadata.name(i);
            }
        }
        return null;
    }

    /** Returns what a request says, its content type apart. */
    Head head(HeaderList headers) {
        String path = "";
        String service = null;
        String contentType = GRPC;
        String goContentType = null;
        long timeout = 0;
        Metadata.Builder metadata = null;
        for (int i = 0; i < headers.size(); i++) {
            String value = headers.value(i);
            switch (headers.name(i)) {
                case ":path" -> path = value;
                case SERVICE -> service = value;
                case CONTENT_TYPE -> contentType = value;
                case GO_CONTENT_TYPE -> goContentType = value;
                case TIMEOUT -> timeout = Timeout.read(value);
                case GO_TIMEOUT -> timeout = timeout == 0 ? Timeout.readDigits(value) : timeout;
                default -> metadata = join(metadata, headers, i);
            }
        }
        return new Head(
                service == null ? prefix(path) : service,
                endpoint(path),
                contentType(goContentType == null ? contentType : goContentType),
                timeout,
                metadata == null ? Metadata.EMPTY : metadata.build());
    }

    /** Returns what {@code headers} say that is the application's; values of one name are joined, as go-micro does. */
    static Metadata metadata(HeaderList headers) {
        Metadata.Builder metadata = null;
        for (int i = 0; i < headers.size(); i++) {
            metadata = join(metadata, headers, i);
        }
        return metadata == null ? Metadata.EMPTY : metadata.build();
    }

    /** Adds header {@code i}, if it is the application's, to {@code metadata}, which may be none yet. */
    private static Metadata.@Nullable Builder join(Metadata.@Nullable Builder metadata, HeaderList headers, int i) {
        String name = headers.name(i);
        if (isReserved(name)) {
            return metadata;
        }
        Metadata.Builder joined = metadata == null ? Metadata.builder(headers.size() - i) : metadata;
        return joined.join(name, headers.value(i), isBinary(name) ? "," : ", ");
    }

    /** Returns whether {@code name} is the wire's, whatever its case. */
    private static boolean isReserved(String name) {
        if (name.isEmpty() || isPrefixed(name)) {
            return true;
        }
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 4 -> name.equalsIgnoreCase("host");
            case 7 -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase(GO_TIMEOUT);
            case 10 ->
                name.equalsIgnoreCase("user-agent")
                        || name.equalsIgnoreCase("connection")
                        || name.equalsIgnoreCase("keep-alive");
            case 12 -> name.equalsIgnoreCase(CONTENT_TYPE);
            case 13 -> name.equalsIgnoreCase(SERVICE);
            case 14 -> name.equalsIgnoreCase(GO_CONTENT_TYPE) || name.equalsIgnoreCase("content-length");
            case 15 -> name.equalsIgnoreCase(UNSTARTED);
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    /** Returns whether the values of {@code name} are base64, so that a comma stands between two. */
    private static boolean isBinary(String name) {
        return name.endsWith("-bin");
    }

    private static boolean isPrefixed(String name) {
        char first = name.charAt(0);
        return first == ':' || ((first == 'g' || first == 'G') && name.regionMatches(true, 0, "grpc-", 0, 5));
    }

    /** Returns the name of what {@code /any.prefix.Greeter/Hello} calls: {@code Greeter.Hello}. */
    private String endpoint(String path) {
        String known = endpoints.get(path);
        if (known == null) {
            known = path.substring(prefixEnd(path)).replace('/', '.');
            if (endpoints.size() < MOST_REMEMBERED && path.length() < LONGEST_REMEMBERED) {
                endpoints.put(path, known);
            }
        }
        return known;
    }

    private static String prefix(String path) {
        int end = prefixEnd(path);
        return end < 2 ? "" : path.substring(1, end - 1);
    }

    private static int prefixEnd(String path) {
        int slash = path.indexOf('/', 1);
        int dot = slash < 0 ? -1 : path.lastIndexOf('.', slash);
        return dot >= 0 ? dot + 1 : path.startsWith("/") ? 1 : 0;
    }

    /** Returns the content type that {@code application/grpc+proto} stands for. */
    static String contentType(String grpcType) {
        int end = grpcType.indexOf(';');
        String bare = end < 0 ? grpcType : grpcType.substring(0, end).strip();
        return switch (bare) {
            case GRPC, "application/grpc+proto" -> PROTOBUF;
            case "application/grpc+json" -> "application/json";
            case "application/grpc+bytes" -> "application/octet-stream";
            default -> bare.startsWith(GRPC + "+") ? "application/" + bare.substring(GRPC.length() + 1) : bare;
        };
    }

    private String grpcType(String contentType) {
        return switch (contentType) {
            case PROTOBUF -> "application/grpc+proto";
            case "application/json" -> "application/grpc+json";
            case "application/octet-stream" -> "application/grpc+bytes";
            default ->
                subtypes.size() < MOST_REMEMBERED
                        ? subtypes.computeIfAbsent(contentType, Words::subtype)
                        : subtype(contentType);
        };
    }

    private static String subtype(String contentType) {
        return GRPC + "+" + contentType.substring(contentType.indexOf('/') + 1);
    }
}
