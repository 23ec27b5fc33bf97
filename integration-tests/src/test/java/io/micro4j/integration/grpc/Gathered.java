package io.micro4j.integration.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Gathers what comes, and waits for the end. */
final class Gathered<T> implements StreamObserver<T> {
    private final List<T> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    @Override
    public void onNext(T message) {
        messages.add(message);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }

    Status awaitEnd() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }

    List<T> awaitMessages() throws Exception {
        Status status = awaitEnd();
        if (!status.isOk()) {
            throw new StatusRuntimeException(status);
        }
        return messages;
    }
}
