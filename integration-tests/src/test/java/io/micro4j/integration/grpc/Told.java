package io.micro4j.integration.grpc;

import io.micro4j.call.Metadata;
import io.micro4j.client.CallOpener;
import io.micro4j.client.ClientInterceptor;
import io.micro4j.client.OutgoingCall;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import java.util.concurrent.CompletableFuture;

/** Keeps what the server of one call says beside its replies. */
public final class Told implements ClientInterceptor {
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private volatile Metadata head = Metadata.EMPTY;

    @Override
    public Socket open(OutgoingCall call, Receiver replies, CallOpener next) {
        return next.open(call, new Receiver() {
            @Override
            public void head(Metadata initial) {
                head = initial;
                replies.head(initial);
            }

            @Override
            public void message(Body body) {
                replies.message(body);
            }

            @Override
            public void writable() {
                replies.writable();
            }

            @Override
            public void end(End how) {
                end.complete(how);
                replies.end(how);
            }
        });
    }

    /** Returns what came before the first reply. */
    public Metadata head() {
        return head;
    }

    /** Returns how the call ended, once it has. */
    public CompletableFuture<End> end() {
        return end;
    }
}
