package io.micro4j.processor.type;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Tells protobuf's types by their parents: the processor does not need protobuf itself. */
public final class Protobuf {
    /** What a type is to protobuf. */
    public enum Kind {
        /** The class of one message. */
        MESSAGE,
        /** The class of one message, for the lite runtime. */
        LITE,
        /** A builder, a view, or a class of any message. */
        OTHER,
        /** Nothing. */
        NONE
    }

    private final Elements elements;
    private final Types types;
    private final @Nullable ModuleElement module;

    /** Looks from where {@code contract} is. */
    public Protobuf(ProcessingEnvironment environment, TypeElement contract) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.module = elements.getModuleOf(contract);
    }

    /** Returns what {@code type} is. */
    public Kind kind(TypeElement type) {
        if (!isA(type, "com.google.protobuf.MessageLiteOrBuilder")) {
            return Kind.NONE;
        }
        if (!givesDefaultInstance(type)) {
            return Kind.OTHER;
        }
        return isA(type, "com.google.protobuf.Message") ? Kind.MESSAGE : Kind.LITE;
    }

    private boolean isA(TypeElement type, String parent) {
        TypeElement found = module == null ? elements.getTypeElement(parent) : elements.getTypeElement(module, parent);
        return found != null && types.isSubtype(types.erasure(type.asType()), types.erasure(found.asType()));
    }

    private static boolean givesDefaultInstance(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(method -> method.getSimpleName().contentEquals("getDefaultInstance")
                        && method.getParameters().isEmpty()
                        && method.getModifiers().contains(Modifier.STATIC));
    }
}
