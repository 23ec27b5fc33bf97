package io.micro4j.processor.json;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.JavaNames;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.codegen.json.JsonModel.Component;
import io.micro4j.codegen.json.JsonModel.Form;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.type.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Collects what the messages of one interface, or of one class that subscribes, are made of, each type once. */
public final class JsonReader {
    private static final String TYPE_FIELD = "type";

    private final Elements elements;
    private final Types types;
    private final Complaints complaints;
    private final ComponentReader components;
    private final TypeElement origin;
    private final Map<TypeName, JsonModel.Type> found = new LinkedHashMap<>();
    private final Set<TypeName> begun = new HashSet<>();
    private final Map<String, ClassName> tokens = new LinkedHashMap<>();
    private final NameAllocator names = new NameAllocator();
    private boolean deprecated;

    /** Begins with nothing. */
    public JsonReader(ProcessingEnvironment environment, TypeElement origin, Complaints complaints) {
        this.origin = origin;
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.complaints = complaints;
        this.components = new ComponentReader(environment, origin, this, complaints);
    }

    /** Returns whether {@code type} is what this reads. */
    public static boolean isData(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                || (type.getKind() == ElementKind.INTERFACE
                        && type.getModifiers().contains(Modifier.SEALED));
    }

    /**
     * Reads {@code message}, and what it reaches.
     *
     * @param method where it is named, in words
     * @return the constant that will hold its type; nothing after a complaint
     */
    public Optional<String> constant(TypeElement message, String method) {
        ClassName type = ClassName.get(message);
        for (Map.Entry<String, ClassName> token : tokens.entrySet()) {
            if (token.getValue().equals(type)) {
                return Optional.of(token.getKey());
            }
        }
        if (!read((DeclaredType) message.asType(), method)) {
            return Optional.empty();
        }
        String constant = names.newName(JavaNames.constant(type.simpleName()));
        tokens.put(constant, type);
        return Optional.of(constant);
    }

    /** Returns what was read; nothing if no message was of this kind. */
    public Optional<JsonModel> model() {
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        ClassName name = ClassName.get(origin);
        return Optional.of(new JsonModel(
                name,
                name.topLevelClassName().simpleName() + ".java",
                Names.around(origin, elements),
                new LinkedHashMap<>(tokens),
                List.copyOf(found.values()),
                deprecated));
    }

    /** Reads a record or a sealed interface, if it was not read before; returns false after a complaint. */
    boolean read(DeclaredType type, String method) {
        TypeName name = TypeName.get(type);
        if (!begun.add(name)) {
            return true; // read before, or being read around this: a record may hold itself
        }
        TypeElement element = (TypeElement) type.asElement();
        deprecated |= elements.isDeprecated(element);
        Optional<? extends JsonModel.Type> read =
                element.getKind() == ElementKind.RECORD ? record(type, element, method) : choice(type, element, method);
        read.ifPresent(model -> found.put(name, model));
        return read.isPresent();
    }

    private Optional<JsonModel.RecordType> record(DeclaredType type, TypeElement record, String method) {
        List<Component> models = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        boolean good = true;
        for (RecordComponentElement component : record.getRecordComponents()) {
            VariableElement at = field(record, component);
            String field = Annotations.name(component)
                    .or(() -> Annotations.name(at))
                    .orElse(component.getSimpleName().toString());
            if (!fields.add(field)) {
                complaints.add(at, Problem.JSON_NAME, method, record, field);
                good = false;
            }
            deprecated |= elements.isDeprecated(component) || elements.isDeprecated(component.getAccessor());
            TypeMirror is = ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
            boolean nullable = Names.isNullable(component) || Names.isNullable(component.asType());
            Optional<Form> form = components.read(is, nullable, new Place(at, record, method));
            form.ifPresent(each ->
                    models.add(new Component(component.getSimpleName().toString(), TypeName.get(is), field, each)));
            good &= form.isPresent();
        }
        return good ? Optional.of(new JsonModel.RecordType(TypeName.get(type), models)) : Optional.empty();
    }

    private Optional<JsonModel.ChoiceType> choice(DeclaredType type, TypeElement choice, String method) {
        String field = Annotations.typeField(choice).orElse(TYPE_FIELD);
        Map<String, TypeName> records = new LinkedHashMap<>();
        boolean good = true;
        for (TypeElement record : leaves(choice)) {
            if (record.getKind() != ElementKind.RECORD
                    || !record.getTypeParameters().isEmpty()) {
                complaints.add(record, Problem.JSON_SEALED, method, choice, record);
                good = false;
                continue;
            }
            good &= components.isVisible(record, choice, method) && read((DeclaredType) record.asType(), method);
            String value =
                    Annotations.name(record).orElse(record.getSimpleName().toString());
            boolean clashes = record.getRecordComponents().stream()
                    .anyMatch(each -> Annotations.name(each)
                            .orElse(each.getSimpleName().toString())
                            .equals(field));
            if (clashes || records.put(value, ClassName.get(record)) != null) {
                complaints.add(record, Problem.JSON_NAME, method, choice, clashes ? field : value);
                good = false;
            }
        }
        return good ? Optional.of(new JsonModel.ChoiceType(TypeName.get(type), field, records)) : Optional.empty();
    }

    /** Returns what {@code choice} permits; of interfaces that are sealed too, what these permit. */
    private List<TypeElement> leaves(TypeElement choice) {
        List<TypeElement> leaves = new ArrayList<>();
        for (TypeMirror each : choice.getPermittedSubclasses()) {
            TypeElement element = (TypeElement) ((DeclaredType) each).asElement();
            if (element.getKind() == ElementKind.INTERFACE && isData(element)) {
                leaves.addAll(leaves(element));
            } else {
                leaves.add(element);
            }
        }
        return leaves.stream().distinct().toList();
    }

    /** Returns the field behind {@code component}, which stands in the sources where that does. */
    private static VariableElement field(TypeElement record, RecordComponentElement component) {
        return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
                .filter(each -> each.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Where something is named.
     *
     * @param at the component
     * @param record its record
     * @param method where the message is named that reaches it, in words
     */
    record Place(Element at, TypeElement record, String method) {}
}
