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
    public sealed interface Token {
        /** A protobuf message: {@code ProtoType.of(Hello.getDefaultInstance())}. */
        Token PROTO = new Proto();

        /** A plain class or record: {@code MessageType.of(Hello.class)}. */
        Token PLAIN = new Plain();

        /** Returns a token that another generated file holds: {@code GreeterJson.HELLO}. */
        static Token constant(ClassName holder, String name) {
            return new Constant(holder, name);
        }

        /** Returns the expression that gives the {@code MessageType} of {@code type}. */
        CodeBlock of(ClassName type);
    }

    private record Proto() implements Token {
        @Override
        public CodeBlock of(ClassName type) {
            return CodeBlock.of("$T.of($T.getDefaultInstance())", RuntimeTypes.PROTO_TYPE, type);
        }
    }

    private record Plain() implements Token {
        @Override
        public CodeBlock of(ClassName type) {
            return CodeBlock.of("$T.of($T.class)", RuntimeTypes.MESSAGE_TYPE, type);
        }
    }

    private record Constant(ClassName holder, String name) implements Token {
        Constant {
            requireNonNull(holder, "holder");
            requireNonNull(name, "name");
        }

        @Override
        public CodeBlock of(ClassName type) {
            return CodeBlock.of("$T.$L", holder, name);
        }
    }
}
