package io.micro4j.codegen;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import io.micro4j.codegen.ServiceModel.Surroundings;
import java.util.List;

/**
 * One class with methods that subscribe, as the emitter sees it.
 *
 * @param type the class
 * @param source the file that it was read from, as its header shows it
 * @param subscriptions in the order of the source
 * @param isPublic whether the generated type is, as the class is
 * @param surroundings names around the generated type that may mean something else than they usually do
 */
public record SubscriberModel(
        ClassName type,
        String source,
        List<Subscription> subscriptions,
        boolean isPublic,
        Surroundings surroundings,
        Doc doc) {
    public SubscriberModel {
        requireNonNull(type, "type");
        requireNonNull(source, "source");
        subscriptions = List.copyOf(subscriptions);
        requireNonNull(surroundings, "surroundings");
        requireNonNull(doc, "doc");
    }

    /** Returns the adapter from the class to the server. */
    public ClassName subscriber() {
        return ClassName.get(type.packageName(), String.join("", type.simpleNames()) + "Subscriber");
    }

    /**
     * One method that subscribes.
     *
     * @param method its name in Java
     * @param options what is said beside the topic, each as its wither has it
     * @param deprecated whether naming the method or its message draws a warning
     */
    public record Subscription(
            String method, String topic, MessageModel message, List<Option> options, boolean deprecated) {
        public Subscription {
            requireNonNull(method, "method");
            requireNonNull(topic, "topic");
            requireNonNull(message, "message");
            options = List.copyOf(options);
        }
    }

    /**
     * One option.
     *
     * @param wither the method that sets it: {@code withQueue}
     * @param value a String or an Integer
     */
    public record Option(String wither, Object value) {}
}
