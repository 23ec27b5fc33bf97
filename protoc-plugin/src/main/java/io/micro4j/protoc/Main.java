package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.JavaFeaturesProto;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** The program that protoc starts: a request on standard input, a response on standard output. */
public final class Main {
    private static final String USAGE =
            "protoc-gen-micro is started by protoc: protoc --plugin=protoc-gen-micro=PATH --micro_out=DIR FILE.proto";

    /** Exits with 0 whenever protoc gets a response, also one that holds an error; as protoc expects. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    static int run(String[] arguments, InputStream in, OutputStream out, PrintStream errors) throws IOException {
        if (arguments.length > 0) {
            errors.println(USAGE);
            return 2;
        }
        CodeGeneratorRequest request;
        try {
            request = CodeGeneratorRequest.parseFrom(in, javaFeatures());
        } catch (InvalidProtocolBufferException e) {
            errors.println("What came on standard input is not protoc's request (" + e.getMessage() + "). " + USAGE);
            return 1;
        }
        Plugin.run(request).writeTo(out);
        out.flush();
        return 0;
    }

    /** Editions name Java's own features in an extension; unread, they would be ignored without a word. */
    static ExtensionRegistry javaFeatures() {
        DescriptorProtos.getDescriptor(); // first: protobuf 4.36.2 fails if JavaFeaturesProto is initialised before it
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        JavaFeaturesProto.registerAllExtensions(registry);
        return registry;
    }

    private Main() {}
}
