package io.micro4j.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** What an rpc looks like in Java, for those who block and for those who do not. */
final class Signatures {
    private static final ClassName STREAM = ClassName.get(Stream.class);
    private static final ClassName FUTURE = ClassName.get(CompletableFuture.class);
    private static final ClassName PUBLISHER = ClassName.get(Flow.Publisher.class);

    static MethodSpec.Builder blocking(MethodModel method) {
        TypeName reply = method.reply().type();
        return signature(method, STREAM)
                .returns(method.shape().givesOneReply() ? reply : ParameterizedTypeName.get(STREAM, reply));
    }

    static MethodSpec.Builder async(MethodModel method) {
        ClassName promise = method.shape().givesOneReply() ? FUTURE : PUBLISHER;
        return signature(method, PUBLISHER)
                .returns(ParameterizedTypeName.get(promise, method.reply().type()));
    }

    /** Returns the name of the one parameter. */
    static String parameter(MethodModel method) {
        return method.shape().takesOneRequest() ? "request" : "requests";
    }

    private static MethodSpec.Builder signature(MethodModel method, ClassName many) {
        TypeName request = method.request().type();
        MethodSpec.Builder signature = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PUBLIC)
                .addParameter(
                        method.shape().takesOneRequest() ? request : ParameterizedTypeName.get(many, request),
                        parameter(method));
        if (method.isDeprecated()) {
            signature.addAnnotation(Deprecated.class);
        } else if (method.namesDeprecatedMessage()) {
            signature.addAnnotation(Emitter.suppressDeprecation());
        }
        return signature;
    }

    private Signatures() {}
}
