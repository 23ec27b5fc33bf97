package io.micro4j.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.MessageModel;
import io.micro4j.processor.json.JsonReader;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.type.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From what a method takes or gives to its message, and whether there is one or a stream of them. */
final class SideReader {
    private static final Set<String> ASYNCHRONOUS = Set.of(
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher",
            "java.util.concurrent.Future",
            "org.reactivestreams.Publisher");

    /** One side of a call. */
    record Side(boolean isStream, MessageModel message) {}

    private final Types types;
    private final Complaints complaints;
    private final MessageReader messages;
    private final TypeElement contract;

    SideReader(ProcessingEnvironment environment, TypeElement contract, JsonReader json, Complaints complaints) {
        this.types = environment.getTypeUtils();
        this.complaints = complaints;
        this.messages = new MessageReader(environment, contract, json, complaints);
        this.contract = contract;
    }

    Optional<Side> read(TypeMirror type, Use use) {
        if (Names.isNullable(type) || Names.isNullable(use.at())) {
            return refuseNull(use);
        }
        if (type.getKind() == TypeKind.DECLARED) {
            String name = types.erasure(type).toString();
            if (ASYNCHRONOUS.contains(name)) {
                String async = String.join("", ClassName.get(contract).simpleNames()) + "Async";
                complaints.add(use.at(), Problem.METHOD_ASYNC, use.method(), TypeName.get(type), async);
                return Optional.empty();
            }
            if (name.equals(Stream.class.getName())) {
                return element((DeclaredType) type, use).map(message -> new Side(true, message));
            }
        }
        return messages.read(type, use).map(message -> new Side(false, message));
    }

    private Optional<MessageModel> element(DeclaredType stream, Use use) {
        List<? extends TypeMirror> arguments = stream.getTypeArguments();
        if (arguments.isEmpty() || arguments.get(0).getKind() == TypeKind.WILDCARD) {
            complaints.add(use.at(), Problem.STREAM_ELEMENT, use.method());
            return Optional.empty();
        }
        return Names.isNullable(arguments.get(0)) ? refuseNull(use) : messages.read(arguments.get(0), use);
    }

    private <T> Optional<T> refuseNull(Use use) {
        complaints.add(use.at(), Problem.MESSAGE_NULLABLE, use.method());
        return Optional.empty();
    }
}
