package io.micro4j.testkit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.transport.Head;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What gRPC says in its headers. */
final class GrpcWords {
    private static final Map<String, String> SUBTYPES = Map.of(
            "application/protobuf", "application/grpc+proto",
            "application/json", "application/grpc+json",
            "application/octet-stream", "application/grpc+bytes");
    private static final Set<String> OURS =
            Set.of("content-type", "te", "user-agent", "micro-service", "micro-unstarted");
    private static final String UNITS = "numSMH";
    private static final long[] NANOS = {
        1, 1_000, 1_000_000, 1_000_000_000, TimeUnit.MINUTES.toNanos(1), TimeUnit.HOURS.toNanos(1)
    };

    private GrpcWords() {}

    static Http2Headers request(Endpoint<?, ?> endpoint, Head head, String authority) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority(authority)
                .path(endpoint.path())
                .set("te", "trailers")
                .set("content-type", SUBTYPES.getOrDefault(head.contentType(), head.contentType()))
                .set("micro-service", utf8(head.service()));
        if (head.timeoutNanos() > 0) {
            headers.set("grpc-timeout", timeout(head.timeoutNanos()));
        }
        return add(headers, head.metadata());
    }

    static Head head(Http2Headers headers) {
        String[] path = headers.path().toString().split("/", -1);
        String service = path[1].substring(path[1].lastIndexOf('.') + 1);
        return new Head(
                text(headers, "micro-service"),
                service + "." + path[2],
                contentType(text(headers, "content-type")),
                nanos(text(headers, "grpc-timeout")),
                metadata(headers));
    }

    static Http2Headers reply(String contentType) {
        return new DefaultHttp2Headers()
                .status("200")
                .set("content-type", SUBTYPES.getOrDefault(contentType, contentType));
    }

    static Http2Headers add(Http2Headers headers, Metadata metadata) {
        metadata.forEach((name, value) -> headers.set(new AsciiString(name).toLowerCase(), utf8(value)));
        return headers;
    }

    static Metadata metadata(Http2Headers headers) {
        Metadata.Builder metadata = Metadata.builder();
        headers.forEach(header -> {
            String name = header.getKey().toString();
            if (!name.startsWith(":") && !name.startsWith("grpc-") && !OURS.contains(name)) {
                metadata.putIfAbsent(name, text(header.getValue()));
            }
        });
        return metadata.build();
    }

    static String text(Http2Headers headers, String name) {
        CharSequence value = headers.get(name);
        return value == null ? "" : text(value);
    }

    /** Netty keeps a header's bytes as they came, one a character; these are UTF-8. */
    private static String text(CharSequence value) {
        return new String(AsciiString.of(value).toByteArray(), UTF_8);
    }

    private static AsciiString utf8(String value) {
        return new AsciiString(value.getBytes(UTF_8), false);
    }

    private static String contentType(String subtype) {
        return SUBTYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(subtype))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(subtype);
    }

    private static String timeout(long nanos) {
        int unit = 0;
        while (nanos / NANOS[unit] > 99_999_999) {
            unit++;
        }
        return nanos / NANOS[unit] + "" + UNITS.charAt(unit);
    }

    private static long nanos(String timeout) {
        if (timeout.isEmpty()) {
            return 0;
        }
        int last = timeout.length() - 1;
        return Long.parseLong(timeout.substring(0, last)) * NANOS[UNITS.indexOf(timeout.charAt(last))];
    }
}
