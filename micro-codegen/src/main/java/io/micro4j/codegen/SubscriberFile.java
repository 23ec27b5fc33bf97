package io.micro4j.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import io.micro4j.codegen.SubscriberModel.Option;
import io.micro4j.codegen.SubscriberModel.Subscription;

/** {@code AuditSubscriber}: from a class with methods that subscribe to the server, by method references. */
final class SubscriberFile {
    private SubscriberFile() {}

    static TypeSpec.Builder of(SubscriberModel model) {
        return TypeSpec.classBuilder(model.subscriber())
                .addJavadoc("Subscribes an {@link $T} to its topics.", model.type())
                .addModifiers(FINAL)
                .addMethod(adapter(model))
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    }

    private static MethodSpec adapter(SubscriberModel model) {
        NameAllocator variables = new NameAllocator();
        String subscriber = variables.newName(JavaNames.variable(model.type().simpleName()));
        String routes = variables.newName("routes");
        MethodSpec.Builder adapter = MethodSpec.methodBuilder("of")
                .addJavadoc("Calls {@code $L} with what is published under its topics.", subscriber)
                .addModifiers(PUBLIC, STATIC)
                .returns(RuntimeTypes.HANDLER)
                .addParameter(model.type(), subscriber)
                .addCode("return $L -> {\n$>", routes);
        for (Subscription each : model.subscriptions()) {
            adapter.addStatement(
                    "$L.subscribe(\n$S, $L, $L, $L::$L)",
                    routes,
                    each.topic(),
                    each.message().token().of(each.message().type()),
                    options(each),
                    subscriber,
                    each.method());
        }
        adapter.addCode("$<};\n");
        if (!model.doc().deprecated() && model.subscriptions().stream().anyMatch(Subscription::deprecated)) {
            adapter.addAnnotation(Emitter.suppressDeprecation());
        }
        return adapter.build();
    }

    private static CodeBlock options(Subscription subscription) {
        CodeBlock.Builder options = CodeBlock.builder().add("$T.DEFAULT", RuntimeTypes.SUBSCRIBE_OPTIONS);
        for (Option option : subscription.options()) {
            options.add(option.value() instanceof String ? ".$L($S)" : ".$L($L)", option.wither(), option.value());
        }
        return options.build();
    }
}
