package io.micro4j.codegen.json;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.ServiceModel.Surroundings;
import java.util.List;
import java.util.Map;

/**
 * The messages of one service, or of one class that subscribes, whose JSON is generated, with all that they reach.
 *
 * @param origin the interface or the class
 * @param source the file that it was read from, as the header shows it
 * @param surroundings names around the generated type that may mean something else than they usually do
 * @param tokens each message by the name of the constant that holds its type
 * @param types what can be written, each once
 * @param deprecated whether naming one of them, or of what they hold, draws javac's deprecation warning
 */
public record JsonModel(
        ClassName origin,
        String source,
        Surroundings surroundings,
        Map<String, ClassName> tokens,
        List<Type> types,
        boolean deprecated) {
    public JsonModel {
        types = List.copyOf(types);
    }

    /** Returns the type that holds it all, {@code InventoryJson}. */
    public ClassName holder() {
        return holder(origin);
    }

    /** Returns the same for an interface or a class that is not read yet. */
    public static ClassName holder(ClassName origin) {
        return ClassName.get(origin.packageName(), String.join("", origin.simpleNames()) + "Json");
    }

    /** Something that is an object in JSON. */
    public sealed interface Type {
        /** Returns its Java type. */
        TypeName name();
    }

    /**
     * A record.
     *
     * @param components in their order
     */
    public record RecordType(TypeName name, List<Component> components) implements Type {
        public RecordType {
            components = List.copyOf(components);
        }
    }

    /**
     * A sealed interface of records.
     *
     * @param field the field that tells them apart
     * @param records what that field holds, and which record it then is, which is one of the model's types
     */
    public record ChoiceType(TypeName name, String field, Map<String, TypeName> records) implements Type {}

    /**
     * A component of a record.
     *
     * @param accessor its name in Java
     * @param field its name in JSON
     * @param form how it is written; of a primitive or a {@code String} that is never null, {@link Form#DIRECT}
     */
    public record Component(String accessor, TypeName type, String field, Form form) {}

    /** How a value is written. */
    public sealed interface Form {
        /** By a method of the writer and of the reader, without a form. */
        Form DIRECT = new Direct();
    }

    private record Direct() implements Form {}

    /** A constant of {@code JsonForms}. */
    public record Known(String constant) implements Form {}

    /** One of the model's types. */
    public record Own(TypeName name) implements Form {}

    /** A method of {@code JsonForms} over other forms. */
    public record Of(String method, List<Form> forms) implements Form {
        public Of {
            forms = List.copyOf(forms);
        }
    }

    /** An enum, with pairs of the names of constants and those that they have in JSON, where that differs. */
    public record Constants(TypeName name, List<String> renamed) implements Form {
        public Constants {
            renamed = List.copyOf(renamed);
        }
    }

    /** A class that Gson writes. */
    public record Gson(TypeName name) implements Form {}
}
