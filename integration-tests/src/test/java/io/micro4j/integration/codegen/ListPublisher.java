package io.micro4j.integration.codegen;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;

/** Publishes a list, as it is asked for. */
record ListPublisher<T>(List<T> items) implements Flow.Publisher<T> {
    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Iterator<T> rest = items.iterator();
        subscriber.onSubscribe(new Subscription() {
            private boolean ended;
            private boolean emitting;
            private long wanted;

            @Override
            public void request(long more) {
                wanted += more;
                if (!emitting) {
                    emitting = true;
                    emit();
                    emitting = false;
                }
            }

            private void emit() {
                while (!ended && wanted > 0 && rest.hasNext()) {
                    wanted--;
                    subscriber.onNext(rest.next());
                }
                if (!ended && !rest.hasNext()) {
                    ended = true;
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                ended = true;
            }
        });
    }

    /** Returns everything that {@code publisher} gives, once it has completed. */
    static <T> CompletableFuture<List<T>> collect(Flow.Publisher<T> publisher) {
        CompletableFuture<List<T>> collected = new CompletableFuture<>();
        List<T> items = new ArrayList<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(T item) {
                items.add(item);
            }

            @Override
            public void onError(Throwable failure) {
                collected.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                collected.complete(items);
            }
        });
        return collected;
    }
}
