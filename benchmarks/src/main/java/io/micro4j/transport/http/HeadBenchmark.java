package io.micro4j.transport.http;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Headers;
import io.micro4j.transport.mucp.Word;
import io.micro4j.transport.net.StringCache;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A request of HTTP/1.1 as this project's client sends it, 32 bytes in its body: written, and read. */
@State(Scope.Thread)
public class HeadBenchmark {
    private static final byte[] HOST = MessageWriter.ascii("127.0.0.1:8080");

    private final MessageWriter writer = new MessageWriter();
    private final Headers headers = new Headers();
    private final Encoded body = Encoded.of(new byte[32]);
    private final ByteBuf out = Unpooled.buffer(4_096);
    private final RequestParser parser = new RequestParser(new Limits(64 << 10, 128, 4 << 20), new StringCache());
    private byte[] request = {};

    /** Writes the request that is read. */
    @Setup
    public void fill() {
        headers.add(Word.CONTENT_TYPE, "application/protobuf");
        headers.add(Word.ACCEPT, "application/protobuf");
        headers.add(Word.SERVICE, "greeter");
        headers.add(Word.ENDPOINT, "Greeter.Hello");
        headers.add(Word.METHOD, "Greeter.Hello");
        headers.add(Word.ID, "17");
        headers.add(Word.TIMEOUT, "5000000000");
        headers.addOther("X-Tenant", "blue");
        write();
        request = new byte[out.readableBytes()];
        out.getBytes(0, request);
    }

    /** Writes the head and the body. */
    @Benchmark
    public ByteBuf write() {
        out.clear();
        writer.request(HOST, headers, body, out);
        return out;
    }

    /** Reads them, from an array in which they are whole. */
    @Benchmark
    public Body read() throws HttpFault {
        parser.parse(request, 0, request.length);
        Body whole = parser.takeBody();
        parser.next();
        return whole;
    }
}
