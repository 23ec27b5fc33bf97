package io.micro4j.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The names of the constants in {@code GreeterEndpoints}: those that users write are chosen first. */
final class Constants {
    private final NameAllocator allocator = new NameAllocator();
    private final Map<MessageModel, String> tokens = new LinkedHashMap<>();

    private Constants(ServiceModel service) {
        typesNamedBy(service).distinct().forEach(name -> allocator.newName(name));
        for (MethodModel method : service.methods()) {
            allocator.newName(JavaNames.constant(JavaNames.type(method.rpc())), method);
        }
        for (MethodModel method : service.methods()) {
            tokens.computeIfAbsent(method.request(), this::token);
            tokens.computeIfAbsent(method.reply(), this::token);
        }
    }

    static Constants of(ServiceModel service) {
        return new Constants(service);
    }

    String endpoint(MethodModel method) {
        return allocator.get(method);
    }

    /** Returns the name of each message's token, in the order of first use. */
    Map<MessageModel, String> tokens() {
        return tokens;
    }

    private String token(MessageModel message) {
        return allocator.newName(JavaNames.constant(message.type().simpleName()));
    }

    /** Returns the first word of each type in the text: a field of that name would be taken instead of the type. */
    static Stream<String> typesNamedBy(ServiceModel service) {
        Stream<ClassName> messages = service.methods().stream()
                .flatMap(method ->
                        Stream.of(method.request().type(), method.reply().type()));
        return Stream.concat(messages, service.types().stream())
                .flatMap(type -> Stream.of(
                        type.topLevelClassName().simpleName(),
                        type.packageName().split("\\.", 2)[0]))
                .filter(word -> !word.isEmpty());
    }
}
