package io.micro4j.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;

/** {@code GreeterClient}: both contracts over the network. */
final class ClientFile {
    private final ServiceModel service;
    private final Constants constants;
    private final ClassName async;

    private ClientFile(ServiceModel service) {
        this.service = service;
        this.constants = Constants.of(service);
        this.async = service.client().nestedClass(nameOfAsync(service));
    }

    static TypeSpec.Builder of(ServiceModel service) {
        return new ClientFile(service).type();
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(service.client())
                .addJavadoc("Calls a {@link $T} over the network. Safe for use by many threads.", service.contract())
                .alwaysQualify(service.surroundings().inContract().toArray(String[]::new))
                .addModifiers(FINAL)
                .addSuperinterface(service.contract())
                .addField(RuntimeTypes.CALLER, "caller", PRIVATE, FINAL)
                .addMethod(constructor("caller").addModifiers(PRIVATE).build())
                .addMethod(ofClient())
                .addMethod(withOptions())
                .addMethod(toAsync());
        for (MethodModel method : service.methods()) {
            type.addMethod(call(Signatures.blocking(method), method));
        }
        return type.addType(asyncType());
    }

    private MethodSpec ofClient() {
        return MethodSpec.methodBuilder("of")
                .addJavadoc("Returns a client of the nodes registered as {@code service}.")
                .addModifiers(PUBLIC, STATIC)
                .returns(service.client())
                .addParameter(RuntimeTypes.CLIENT, "client")
                .addParameter(String.class, "service")
                .addStatement("return new $T(client.caller(service))", service.client())
                .build();
    }

    private MethodSpec withOptions() {
        return MethodSpec.methodBuilder("with")
                .addJavadoc("Returns a client that calls with {@code options}.")
                .addModifiers(PUBLIC)
                .returns(service.client())
                .addParameter(RuntimeTypes.CALL_OPTIONS, "options")
                .addStatement("return new $T(caller.with(options))", service.client())
                .build();
    }

    private MethodSpec toAsync() {
        return MethodSpec.methodBuilder("async")
                .addJavadoc("Returns the same client for those who do not block.")
                .addModifiers(PUBLIC)
                .returns(service.async())
                .addStatement("return new $T(caller)", async)
                .build();
    }

    private TypeSpec asyncType() {
        TypeSpec.Builder type = TypeSpec.classBuilder(async)
                .addModifiers(PRIVATE, STATIC, FINAL)
                .addSuperinterface(service.async())
                .addField(RuntimeTypes.ASYNC_CALLER, "caller", PRIVATE, FINAL)
                .addMethod(constructor("caller.async()").build());
        for (MethodModel method : service.methods()) {
            type.addMethod(call(Signatures.async(method), method));
        }
        return type.build();
    }

    private MethodSpec.Builder constructor(String caller) {
        return MethodSpec.constructorBuilder()
                .addParameter(RuntimeTypes.CALLER, "caller")
                .addStatement("this.caller = $L", caller);
    }

    private MethodSpec call(MethodSpec.Builder signature, MethodModel method) {
        return signature
                .addAnnotation(Override.class)
                .addStatement(
                        "return caller.$L($T.$L, $L)",
                        method.shape().verb(),
                        service.endpoints(),
                        constants.endpoint(method),
                        Signatures.parameter(method))
                .build();
    }

    /** The nested class hides types of the same name, which in the unnamed package nothing could reach any more. */
    private static String nameOfAsync(ServiceModel service) {
        NameAllocator allocator = new NameAllocator();
        Constants.typesNamedBy(service).distinct().forEach(name -> allocator.newName(name));
        return allocator.newName("Async");
    }
}
