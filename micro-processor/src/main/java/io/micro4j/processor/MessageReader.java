package io.micro4j.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.MessageModel;
import io.micro4j.codegen.MessageModel.Token;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.processor.json.JsonReader;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.report.UnresolvedException;
import io.micro4j.processor.type.Names;
import io.micro4j.processor.type.Protobuf;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** From the type of a message to its model. What the type is decides how it is written. */
final class MessageReader {
    private final Elements elements;
    private final Complaints complaints;
    private final PackageElement place;
    private final Protobuf protobuf;
    private final JsonReader json;
    private final ClassName holder;

    MessageReader(ProcessingEnvironment environment, TypeElement contract, JsonReader json, Complaints complaints) {
        this.json = json;
        this.holder = JsonModel.holder(ClassName.get(contract));
        this.elements = environment.getElementUtils();
        this.complaints = complaints;
        this.place = elements.getPackageOf(contract);
        this.protobuf = new Protobuf(environment, contract);
    }

    /** Returns nothing after a complaint. */
    Optional<MessageModel> read(TypeMirror type, Use use) {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnresolvedException(type.toString());
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return refuse(use, Problem.MESSAGE_KIND, TypeName.get(type), use.record());
        }
        TypeElement message = (TypeElement) ((DeclaredType) type).asElement();
        if (Names.isOfJdk(message, elements)
                || message.getKind() == ElementKind.ENUM
                || message.getKind() == ElementKind.ANNOTATION_TYPE) {
            return refuse(use, Problem.MESSAGE_KIND, TypeName.get(type), use.record());
        }
        if (!message.getTypeParameters().isEmpty()) {
            return refuse(use, Problem.MESSAGE_GENERIC, TypeName.get(type), use.record());
        }
        if (!Names.isVisible(message, place, elements)) {
            return refuse(use, Problem.MESSAGE_HIDDEN, message, place);
        }
        return token(message, use)
                .map(token -> new MessageModel(ClassName.get(message), token, Names.isDeprecated(message, elements)));
    }

    private Optional<Token> token(TypeElement message, Use use) {
        return switch (protobuf.kind(message)) {
            case MESSAGE -> Optional.of(Token.PROTO);
            case LITE -> refuse(use, Problem.MESSAGE_LITE, message);
            case OTHER -> refuse(use, Problem.MESSAGE_PROTO, message);
            case NONE -> JsonReader.isData(message) ? json(message, use) : plain(message, use);
        };
    }

    private Optional<Token> json(TypeElement message, Use use) {
        return json.constant(message, use.method()).map(name -> Token.constant(holder, name));
    }

    private Optional<Token> plain(TypeElement message, Use use) {
        if (message.getKind() != ElementKind.CLASS || message.getModifiers().contains(Modifier.ABSTRACT)) {
            return refuse(use, Problem.MESSAGE_ABSTRACT, message);
        }
        if (message.getNestingKind() == NestingKind.MEMBER
                && !message.getModifiers().contains(Modifier.STATIC)) {
            return refuse(use, Problem.MESSAGE_INNER, message);
        }
        return Optional.of(Token.PLAIN);
    }

    private <T> Optional<T> refuse(Use use, Problem problem, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = use.method();
        System.arraycopy(more, 0, arguments, 1, more.length);
        complaints.add(use.at(), problem, arguments);
        return Optional.empty();
    }
}
