package io.micro4j.processor.json;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/** What annotations say of JSON. */
final class Annotations {
    private static final Set<String> NAMES =
            Set.of("io.micro4j.codec.json.JsonName", "com.google.gson.annotations.SerializedName");
    private static final Set<String> TYPE_FIELDS = Set.of("io.micro4j.codec.json.JsonTypeField");

    private Annotations() {}

    /** Returns the name in JSON that {@code element} was given. */
    static Optional<String> name(AnnotatedConstruct element) {
        return value(element, NAMES);
    }

    /** Returns the field that {@code element} was given to tell its records apart. */
    static Optional<String> typeField(AnnotatedConstruct element) {
        return value(element, TYPE_FIELDS);
    }

    private static Optional<String> value(AnnotatedConstruct element, Set<String> annotations) {
        for (AnnotationMirror each : element.getAnnotationMirrors()) {
            if (annotations.contains(type(each).getQualifiedName().toString())) {
                for (var entry : each.getElementValues().entrySet()) {
                    AnnotationValue value = entry.getValue();
                    if (entry.getKey().getSimpleName().contentEquals("value")
                            && value.getValue() instanceof String text) {
                        return Optional.of(text);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static TypeElement type(AnnotationMirror annotation) {
        return (TypeElement) annotation.getAnnotationType().asElement();
    }
}
