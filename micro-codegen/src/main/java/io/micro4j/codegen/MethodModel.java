package io.micro4j.codegen;

import static java.util.Objects.requireNonNull;

import javax.lang.model.SourceVersion;

/**
 * One method of a service.
 *
 * @param name the name in Java
 * @param rpc the name on the wire
 * @param idempotent whether calling twice does no more than calling once, so that a retry is safe
 */
public record MethodModel(
        String name, String rpc, Shape shape, MessageModel request, MessageModel reply, boolean idempotent, Doc doc) {
    public MethodModel {
        if (!SourceVersion.isName(name) || name.contains(".")) {
            throw new IllegalArgumentException("\"" + name + "\" cannot name a Java method; see JavaNames.methods");
        }
        requireNonNull(rpc, "rpc");
        requireNonNull(shape, "shape");
        requireNonNull(request, "request");
        requireNonNull(reply, "reply");
        requireNonNull(doc, "doc");
    }

    boolean isDeprecated() {
        return doc.deprecated();
    }

    boolean namesDeprecatedMessage() {
        return request.deprecated() || reply.deprecated();
    }
}
