package io.micro4j.server;

import io.micro4j.call.Endpoint;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and what serves it. Immutable.
 *
 * @param method the handler's method
 * @param inline whether it runs on the I/O thread
 * @param forms how it is called, one a content type
 * @param <I> what the method takes
 * @param <O> what it returns
 */
record Served<I, O>(Endpoint<?, ?> endpoint, Function<I, O> method, boolean inline, List<Form<I, O>> forms) {
    /** How requests are read and replies written in one content type. */
    record Form<I, O>(String contentType, Requests.Factory<I> requests, Replies.Factory<O> replies) {}

    /** Returns how calls in {@code contentType} are served; null if they cannot be. */
    @Nullable
    Form<I, O> form(String contentType) {
        for (Form<I, O> form : forms) {
            if (form.contentType.equals(contentType)) {
                return form;
            }
        }
        return null;
    }

    List<String> contentTypes() {
        return forms.stream().map(Form::contentType).sorted().toList();
    }
}
