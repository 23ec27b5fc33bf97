package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.stub.Caller;
import java.util.List;

/** A client of services in other processes. */
final class RemoteClient implements Client {
    private final ClientCore core;
    private final List<AutoCloseable> owned;
    private final String description;

    RemoteClient(ClientCore core, List<AutoCloseable> owned, String description) {
        this.core = core;
        this.owned = owned;
        this.description = description;
    }

    @Override
    public Caller caller(String service) {
        if (service.isEmpty()) {
            throw new IllegalArgumentException("A service needs a name, as its server registers it");
        }
        return new ServiceCaller(core, service, CallOptions.DEFAULT);
    }

    @Override
    public Client inlineCallbacks() {
        return new RemoteClient(core.with(core.options().withInlineCallbacks(true)), owned, description);
    }

    @Override
    public void close() {
        core.threads().close();
        for (AutoCloseable part : owned) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.getLogger("io.micro4j.client").log(System.Logger.Level.WARNING, "Cannot close " + part, e);
        }
    }

    @Override
    public String toString() {
        return "RemoteClient[" + description + "]";
    }
}
