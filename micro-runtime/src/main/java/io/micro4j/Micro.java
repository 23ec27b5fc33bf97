package io.micro4j;

import io.micro4j.client.Client;
import io.micro4j.service.Service;
import io.micro4j.service.ServiceBuilder;

/**
 * Starts services and clients.
 *
 * <pre>{@code
 * Micro.service("greeter").handle(GreeterHandler.of(new GreeterService())).run();
 *
 * try (Client client = Micro.client()) {
 *     GreeterClient.of(client, "greeter").hello(request);
 * }
 * }</pre>
 *
 * <p>With nothing configured, services listen on every interface at a free port, are found by mDNS and speak go-micro's HTTP. The environment
 * changes that for a process, {@link #configure} in code; {@link ServiceBuilder} lists what there is.
 */
public final class Micro {
    private Micro() {}

    /** Returns a service called {@code name}, which has no handlers yet and has not started. */
    public static Service service(String name) {
        return configure(name).build();
    }

    /** Returns a client. It ends its connections and threads when it is closed. */
    public static Client client() {
        return Service.builder().buildClient();
    }

    /** Returns a builder of a service called {@code name}, to choose its parts and options. */
    public static ServiceBuilder configure(String name) {
        return Service.builder(name);
    }
}
