package io.micro4j.codegen.json;

import com.palantir.javapoet.ClassName;

/** Every type of the runtime that this package's text names. Named, not linked. */
final class JsonRuntime {
    static final ClassName FIELDS = ClassName.get("io.micro4j.codec.json", "JsonFields");
    static final ClassName FORM = ClassName.get("io.micro4j.codec.json", "JsonForm");
    static final ClassName FORMS = ClassName.get("io.micro4j.codec.json", "JsonForms");
    static final ClassName IN = ClassName.get("io.micro4j.codec.json", "JsonIn");
    static final ClassName MESSAGE_TYPE = ClassName.get("io.micro4j.call", "MessageType");
    static final ClassName OUT = ClassName.get("io.micro4j.codec.json", "JsonOut");
    static final ClassName SHAPE = ClassName.get("io.micro4j.codec.json", "JsonShape");
    static final ClassName TYPE = ClassName.get("io.micro4j.codec.json", "JsonType");

    private JsonRuntime() {}
}
