package io.micro4j.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** Every type that generated code names, apart from those of the JDK and the user's own. Named, not linked. */
final class RuntimeTypes {
    static final ClassName CALL_OPTIONS = ClassName.get("io.micro4j.call", "CallOptions");
    static final ClassName ENDPOINT = ClassName.get("io.micro4j.call", "Endpoint");
    static final ClassName MESSAGE_TYPE = ClassName.get("io.micro4j.call", "MessageType");
    static final ClassName PROTO_TYPE = ClassName.get("io.micro4j.codec.protobuf", "ProtoType");
    static final ClassName CLIENT = ClassName.get("io.micro4j.client", "Client");
    static final ClassName CALLER = ClassName.get("io.micro4j.stub", "Caller");
    static final ClassName ASYNC_CALLER = ClassName.get("io.micro4j.stub", "AsyncCaller");
    static final ClassName HANDLER = ClassName.get("io.micro4j.server", "Handler");
    static final ClassName SUBSCRIBE_OPTIONS = ClassName.get("io.micro4j.broker", "SubscribeOptions");
    static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");

    static TypeName endpoint(MethodModel method) {
        return ParameterizedTypeName.get(
                ENDPOINT, method.request().type(), method.reply().type());
    }

    private RuntimeTypes() {}
}
