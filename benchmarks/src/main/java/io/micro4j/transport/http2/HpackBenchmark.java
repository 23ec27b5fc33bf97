package io.micro4j.transport.http2;

import io.micro4j.transport.net.StringCache;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The headers of a gRPC call: written, and read, once both sides know what repeats. */
@State(Scope.Thread)
public class HpackBenchmark {
    private final HpackEncoder encoder = new HpackEncoder();
    private final HpackDecoder decoder = new HpackDecoder(new StringCache());
    private final HeaderList headers = new HeaderList(64 << 10, 128);
    private byte[] block = {};

    /** Has the decoder see the first block, so that it can read all that follow. */
    @Setup
    public void agree() throws Http2Fault {
        encode();
        decoder.decode(encoder.bytes(), 0, encoder.size(), headers);
        encode();
        block = Arrays.copyOf(encoder.bytes(), encoder.size());
    }

    /** Writes the block. */
    @Benchmark
    public int encode() {
        return encoder.begin()
                .known(3) // :method: POST
                .known(6) // :scheme: http
                .repeated(":path", "/greeter.Greeter/Hello")
                .repeated(":authority", "127.0.0.1:8080")
                .repeated("te", "trailers")
                .repeated("content-type", "application/grpc+proto")
                .repeated("grpc-accept-encoding", "gzip")
                .repeated("user-agent", "micro4j")
                .changing("grpc-timeout", "4999m")
                .once("x-tenant", "blue")
                .size();
    }

    /** Reads the block. */
    @Benchmark
    public HeaderList decode() throws Http2Fault {
        headers.clear();
        decoder.decode(block, 0, block.length, headers);
        return headers;
    }
}
