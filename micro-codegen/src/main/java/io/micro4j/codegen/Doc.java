package io.micro4j.codegen;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.CodeBlock;

/**
 * What is said about a service or a method.
 *
 * @param javadoc the text between the comment marks, ready for a Java file; empty for none
 * @param deprecated whether the thing should no longer be used
 */
public record Doc(String javadoc, boolean deprecated) {
    public Doc {
        requireNonNull(javadoc, "javadoc");
        if (javadoc.contains("*/")) {
            throw new IllegalArgumentException("Javadoc cannot contain the end of a comment: " + javadoc);
        }
    }

    /** Returns a doc of plain text, such as a comment in a proto file; what Javadoc would take for markup is escaped. */
    public static Doc ofPlainText(String text, boolean deprecated) {
        return new Doc(PlainText.toJavadoc(text), deprecated);
    }

    CodeBlock text() {
        return javadoc.isEmpty() ? CodeBlock.of("") : CodeBlock.of("$L", javadoc);
    }
}
