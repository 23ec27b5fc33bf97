package io.micro4j.registry.mdns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.micro4j.call.Metadata;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.internal.ServiceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What the TXT record of a node says: JSON with four capitalised keys, compressed by zlib, in hexadecimal digits. Immutable.
 *
 * @param metadata the node's
 * @param service whose node it is
 * @param version of the service
 * @param endpoints of the version
 */
record NodeText(Metadata metadata, String service, String version, List<EndpointEntry> endpoints) {
    /** A datagram holds 64 KiB of digits; what comes of them may be larger, but not without end. */
    private static final int LARGEST = 1 << 20;

    static NodeText of(ServiceEntry single) {
        return new NodeText(single.nodes().get(0).metadata(), single.name(), single.version(), single.endpoints());
    }

    /**
     * Reads what {@link #encode} wrote, or a Go service.
     *
     * @throws IOException if {@code text} is something else
     */
    static NodeText decode(String text) throws IOException {
        try {
            return ServiceJson.parse(new String(inflate(HexFormat.of().parseHex(text)), UTF_8), NodeText::read);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is not in hexadecimal digits", e);
        }
    }

    String encode() {
        return HexFormat.of().formatHex(deflate(json().getBytes(UTF_8)));
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            ServiceJson.writeMetadata(json.name("Metadata"), metadata);
            json.name("Service").value(service);
            json.name("Version").value(version);
            ServiceJson.writeEndpoints(json.name("Endpoints"), endpoints);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the text of " + service + " to memory", e);
        }
        return text.toString();
    }

    private static NodeText read(JsonReader json) throws IOException {
        var text = new Object() {
            Metadata metadata = Metadata.EMPTY;
            String service = "";
            String version = "";
            List<EndpointEntry> endpoints = List.of();
        };
        ServiceJson.readObject(json, (key, value) -> {
            switch (key) {
                case "metadata" -> text.metadata = ServiceJson.readMetadata(value);
                case "service" -> text.service = ServiceJson.readString(value);
                case "version" -> text.version = ServiceJson.readString(value);
                case "endpoints" -> text.endpoints = ServiceJson.readEndpoints(value);
                default -> value.skipValue();
            }
        });
        return new NodeText(text.metadata, text.service, text.version, text.endpoints);
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[1024];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] compressed) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            while (!inflater.finished()) {
                int bytes = inflater.inflate(part);
                if (bytes == 0 && !inflater.finished()) {
                    throw new IOException("it is compressed with something missing");
                }
                out.write(part, 0, bytes);
                if (out.size() > LARGEST) {
                    throw new IOException("it is larger than " + LARGEST + " bytes when inflated");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("it is not compressed by zlib", e);
        } finally {
            inflater.end();
        }
    }
}
