package io.micro4j.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;

/** {@code GreeterEndpoints}: wire names and message types, for both sides. */
final class EndpointsFile {
    private final ServiceModel service;
    private final Constants constants;

    private EndpointsFile(ServiceModel service) {
        this.service = service;
        this.constants = Constants.of(service);
    }

    static TypeSpec.Builder of(ServiceModel service) {
        return new EndpointsFile(service).type();
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(service.endpoints())
                .addJavadoc("What {@link $T} is called on the wire, and what it sends.", service.contract())
                .addModifiers(FINAL);
        constants.tokens().forEach((message, name) -> type.addField(token(message, name)));
        service.methods().forEach(method -> type.addField(endpoint(method)));
        return type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    }

    private static FieldSpec token(MessageModel message, String name) {
        FieldSpec.Builder field = FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeTypes.MESSAGE_TYPE, message.type()),
                        name,
                        PRIVATE,
                        STATIC,
                        FINAL)
                .initializer(message.token().of(message.type()));
        if (message.deprecated()) {
            field.addAnnotation(Emitter.suppressDeprecation());
        }
        return field.build();
    }

    private FieldSpec endpoint(MethodModel method) {
        FieldSpec.Builder field = FieldSpec.builder(
                        RuntimeTypes.endpoint(method), constants.endpoint(method), PUBLIC, STATIC, FINAL)
                .initializer(call(method));
        if (method.isDeprecated()) {
            field.addAnnotation(Deprecated.class);
        } else if (method.namesDeprecatedMessage()) {
            field.addAnnotation(Emitter.suppressDeprecation());
        }
        return field.build();
    }

    private CodeBlock call(MethodModel method) {
        return CodeBlock.of(
                "$T.$L($S, $S,$>$>\n$L, $L)$L$<$<",
                RuntimeTypes.ENDPOINT,
                method.shape().verb(),
                service.name(),
                method.rpc(),
                constants.tokens().get(method.request()),
                constants.tokens().get(method.reply()),
                method.idempotent() ? ".idempotent()" : "");
    }
}
