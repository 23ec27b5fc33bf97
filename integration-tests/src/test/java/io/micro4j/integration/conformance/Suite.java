package io.micro4j.integration.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import connectrpc.conformance.v1.ConfigOuterClass.Code;
import connectrpc.conformance.v1.ConfigOuterClass.TLSCreds;
import connectrpc.conformance.v1.Service;
import connectrpc.conformance.v1.Service.Header;
import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.transport.Tls;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the suite says and hears: messages with their length before them, on standard input and output. */
final class Suite {
    private static final DataInputStream IN = new DataInputStream(System.in);
    private static final DataOutputStream OUT = new DataOutputStream(System.out);

    /** PKCS #8, RFC 5208: version 0, the algorithm RSA, and then the octets of the key. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private Suite() {}

    /** Returns the next message, or null after the last. */
    static <T> @Nullable T read(Parser<T> parser) throws IOException {
        try {
            return parser.parseFrom(IN.readNBytes(IN.readInt()));
        } catch (EOFException end) {
            return null;
        }
    }

    static synchronized void write(MessageLite message) {
        try {
            OUT.writeInt(message.getSerializedSize());
            message.writeTo(OUT);
            OUT.flush();
        } catch (IOException e) {
            throw new IllegalStateException("The suite listens no more", e);
        }
    }

    static List<Header> headers(Metadata metadata) {
        List<Header> headers = new ArrayList<>();
        metadata.forEach((name, value) ->
                headers.add(Header.newBuilder().setName(name).addValue(value).build()));
        return headers;
    }

    /** Returns metadata, with a comma between values of the same name. */
    static Metadata metadata(List<Header> headers) {
        Metadata.Builder metadata = Metadata.builder();
        headers.forEach(header -> metadata.put(header.getName(), String.join(",", header.getValueList())));
        return metadata.build();
    }

    static Service.Error error(GrpcStatus status) {
        return Service.Error.newBuilder()
                .setCodeValue(status.code().number())
                .setMessage(status.message())
                .addAllDetails(status.details())
                .build();
    }

    static GrpcStatus status(Service.Error error) {
        GrpcCode code = error.getCode() == Code.CODE_UNSPECIFIED
                ? GrpcCode.UNKNOWN
                : GrpcCode.of(Integer.toString(error.getCodeValue()));
        return new GrpcStatus(code, error.getMessage(), error.getDetailsList());
    }

    static Tls trusting(Tls tls, ByteString certificate) throws IOException {
        return certificate.isEmpty() ? tls : tls.withTrust(file(certificate));
    }

    static Tls identified(Tls tls, TLSCreds credentials) throws IOException {
        return credentials.getCert().isEmpty()
                ? tls
                : tls.withCertificate(file(credentials.getCert()), file(pkcs8(credentials.getKey())));
    }

    private static Path file(ByteString content) throws IOException {
        Path file = Files.createTempFile("conformance", ".pem");
        file.toFile().deleteOnExit();
        return Files.write(file, content.toByteArray());
    }

    /** Returns a key in the form that the JDK reads; the suite's is in RSA's own. */
    private static ByteString pkcs8(ByteString pem) throws IOException {
        String text = pem.toString(US_ASCII).replaceAll("-----[^-]*-----|\\s", "");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(RSA);
        element(body, 0x04, Base64.getDecoder().decode(text));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        element(whole, 0x30, body.toByteArray());
        return ByteString.copyFrom(
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(whole.toByteArray())
                        + "\n-----END PRIVATE KEY-----\n",
                US_ASCII);
    }

    /** Writes an element of DER with a length of two octets. */
    private static void element(ByteArrayOutputStream out, int tag, byte[] content) throws IOException {
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.write(content);
    }
}
