package io.micro4j.processor;

import com.palantir.javapoet.ClassName;
import io.micro4j.codegen.MessageModel;
import io.micro4j.codegen.SubscriberModel;
import io.micro4j.codegen.SubscriberModel.Option;
import io.micro4j.codegen.SubscriberModel.Subscription;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.processor.json.JsonReader;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.report.UnresolvedException;
import io.micro4j.processor.type.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** From one class with methods that subscribe to its model. Complains about everything that is wrong with it. */
final class SubscriberReader {
    static final String ANNOTATION = "io.micro4j.Subscribe";

    /** What the annotation may say, by the wither that says it in code. */
    private static final Map<String, String> WITHERS = withers();

    private final Elements elements;
    private final TypeElement type;
    private final Complaints complaints;
    private final JsonReader json;
    private final SideReader sides;
    private boolean waits;

    SubscriberReader(ProcessingEnvironment environment, TypeElement type, Complaints complaints) {
        this.elements = environment.getElementUtils();
        this.type = type;
        this.complaints = complaints;
        this.json = new JsonReader(environment, type, complaints);
        this.sides = new SideReader(environment, type, json, complaints);
    }

    /** Returns whether {@link #read} met a type that is not there yet. */
    boolean waits() {
        return waits;
    }

    /** Returns nothing if there is something to complain about or to wait for. */
    Optional<SubscriberModel> read() {
        if (!type.getTypeParameters().isEmpty()) {
            complaints.add(type, Problem.SUBSCRIBER_GENERIC, type);
        }
        if (Names.isPrivate(type)) {
            complaints.add(type, Problem.CONTRACT_HIDDEN, type);
        }
        List<Subscription> subscriptions = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Optional<? extends AnnotationMirror> annotation = method.getAnnotationMirrors().stream()
                    .filter(each -> each.getAnnotationType().toString().equals(ANNOTATION))
                    .findFirst();
            if (annotation.isPresent()) {
                try {
                    read(method, values(annotation.get())).ifPresent(subscriptions::add);
                } catch (UnresolvedException e) {
                    waits = true;
                }
            }
        }
        if (waits || !complaints.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SubscriberModel(
                ClassName.get(type),
                ClassName.get(type).topLevelClassName().simpleName() + ".java",
                subscriptions,
                Names.isPublic(type),
                Names.around(type, elements),
                Docs.of(type, elements)));
    }

    /** Returns what the messages look like that {@link #read} met, as far as that is generated. */
    Optional<JsonModel> json() {
        return json.model();
    }

    private Optional<Subscription> read(ExecutableElement method, Map<String, Object> values) {
        checkMethod(method);
        checkValues(method, values);
        if (method.getParameters().size() != 1) {
            complaints.add(
                    method,
                    Problem.SUBSCRIBE_PARAMETERS,
                    describe(method),
                    method.getParameters().size());
            return Optional.empty();
        }
        return message(method)
                .map(message -> new Subscription(
                        method.getSimpleName().toString(),
                        String.valueOf(values.get("value")),
                        message,
                        options(values),
                        elements.isDeprecated(method) || message.deprecated()));
    }

    private void checkMethod(ExecutableElement method) {
        if (!method.getTypeParameters().isEmpty()
                || method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            complaints.add(method, Problem.SUBSCRIBE_METHOD, describe(method));
        }
        if (method.getReturnType().getKind() != TypeKind.VOID) {
            complaints.add(method, Problem.SUBSCRIBE_RESULT, describe(method), method.getReturnType());
        }
    }

    private void checkValues(ExecutableElement method, Map<String, Object> values) {
        String topic = String.valueOf(values.get("value"));
        if (topic.isBlank() || topic.equals(values.get("deadLetterTopic"))) {
            complaints.add(method, Problem.SUBSCRIBE_TOPIC, describe(method), topic);
        }
        values.forEach((name, value) -> {
            if (value instanceof Integer number && number < (name.equals("concurrency") ? 1 : 0)) {
                complaints.add(method, Problem.SUBSCRIBE_NUMBER, describe(method), name, number);
            }
        });
    }

    private Optional<MessageModel> message(ExecutableElement method) {
        Use use = new Use(method.getParameters().get(0), describe(method), recordName(method));
        Optional<SideReader.Side> side =
                sides.read(method.getParameters().get(0).asType(), use);
        if (side.filter(SideReader.Side::isStream).isPresent()) {
            complaints.add(method, Problem.SUBSCRIBE_STREAM, describe(method));
            return Optional.empty();
        }
        return side.map(SideReader.Side::message);
    }

    private static List<Option> options(Map<String, Object> values) {
        List<Option> options = new ArrayList<>();
        WITHERS.forEach((name, wither) -> {
            Object value = values.get(name);
            if (value != null) {
                options.add(new Option(wither, value));
            }
        });
        return options;
    }

    private static Map<String, Object> values(AnnotationMirror annotation) {
        Map<String, Object> values = new LinkedHashMap<>();
        annotation
                .getElementValues()
                .forEach((name, value) -> values.put(name.getSimpleName().toString(), value.getValue()));
        return values;
    }

    private static Map<String, String> withers() {
        Map<String, String> withers = new LinkedHashMap<>();
        withers.put("queue", "withQueue");
        withers.put("concurrency", "withConcurrency");
        withers.put("queued", "withQueued");
        withers.put("retries", "withRetries");
        withers.put("deadLetterTopic", "withDeadLetterTopic");
        return withers;
    }

    private static String recordName(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String describe(ExecutableElement method) {
        return type + "." + method.getSimpleName();
    }
}
