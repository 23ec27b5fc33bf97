package io.micro4j.codegen;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;

/**
 * A request or a reply.
 *
 * @param type the Java class of the message
 * @param token how the class becomes a {@code MessageType}
 * @param deprecated whether naming {@code type} draws javac's deprecation warning
 */
public record MessageModel(ClassName type, Token token, boolean deprecated) {
    public MessageModel {
        requireNonNull(type, "type");
        requireNonNull(token, "token");
    }

    /** How the class of a message becomes a {@code MessageType}. */
    public enum Token {
        /** A protobuf message: {@code ProtoType.of(Hello.getDefaultInstance())}. */
        PROTO {
            @Override
            CodeBlock of(ClassName type) {
                return CodeBlock.of("$T.of($T.getDefaultInstance())", RuntimeTypes.PROTO_TYPE, type);
            }
        },
        /** A plain class or record: {@code MessageType.of(Hello.class)}. */
        PLAIN {
            @Override
            CodeBlock of(ClassName type) {
                return CodeBlock.of("$T.of($T.class)", RuntimeTypes.MESSAGE_TYPE, type);
            }
        };

        abstract CodeBlock of(ClassName type);
    }
}
