package io.micro4j.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;

/** {@code GreeterHandler}: from either contract to the server, by method references. */
final class HandlerFile {
    private final ServiceModel service;
    private final Constants constants;
    private final String implementation;
    private final String routes;

    private HandlerFile(ServiceModel service) {
        NameAllocator variables = new NameAllocator();
        this.service = service;
        this.constants = Constants.of(service);
        this.implementation =
                variables.newName(JavaNames.variable(service.contract().simpleName()));
        this.routes = variables.newName("routes");
    }

    static TypeSpec.Builder of(ServiceModel service) {
        return new HandlerFile(service).type();
    }

    private TypeSpec.Builder type() {
        return TypeSpec.classBuilder(service.handler())
                .addJavadoc("Serves a {@link $T}.", service.contract())
                .addModifiers(FINAL)
                .addMethod(adapter("of", service.contract(), "each call on a thread that may block", ""))
                .addMethod(adapter("async", service.async(), "whose methods return at once", ".async()"))
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    }

    private MethodSpec adapter(String name, ClassName contract, String which, String view) {
        MethodSpec.Builder adapter = MethodSpec.methodBuilder(name)
                .addJavadoc("Serves {@code $L}, $L.", implementation, which)
                .addModifiers(PUBLIC, STATIC)
                .returns(RuntimeTypes.HANDLER)
                .addParameter(contract, implementation)
                .addCode("return $L -> {\n$>", routes);
        for (MethodModel method : service.methods()) {
            adapter.addStatement(
                    "$L$L.$L($T.$L, $L::$L)",
                    routes,
                    view,
                    method.shape().verb(),
                    service.endpoints(),
                    constants.endpoint(method),
                    implementation,
                    method.name());
        }
        adapter.addCode("$<};\n");
        if (!service.doc().deprecated() && service.methods().stream().anyMatch(MethodModel::isDeprecated)) {
            adapter.addAnnotation(Emitter.suppressDeprecation());
        }
        return adapter.build();
    }
}
