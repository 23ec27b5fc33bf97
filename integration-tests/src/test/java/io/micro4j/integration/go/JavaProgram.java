package io.micro4j.integration.go;

import io.micro4j.Micro;
import io.micro4j.call.MicroException;
import io.micro4j.client.Client;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a test starts within a namespace: {@code serve NAME}, {@code call NAME}, {@code outlive NAME}, {@code find NAME}, {@code list} or {@code watch NAME}.
 */
final class JavaProgram {
    private JavaProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "serve" ->
                Micro.service(arguments[1])
                        .handle(PeerHandler.of(new PeerService()))
                        .run();
            case "call" -> call(arguments[1]);
            case "outlive" -> outlive(arguments[1]);
            default -> look(arguments);
        }
    }

    private static void call(String name) {
        try (Client client = Micro.client()) {
            Everything reply = PeerClient.of(client, name).echo(Values.scalars());
            System.out.println("echoed " + reply.equals(Values.scalars()));
        }
    }

    /** Calls until it is answered, and then until nobody is known under the name; what is known is looked up again after a second. */
    private static void outlive(String name) throws InterruptedException {
        SelectorOptions forgetful = SelectorOptions.DEFAULT.withTtl(Duration.ofSeconds(1));
        try (Client client = Service.builder().selectorOptions(forgetful).buildClient()) {
            PeerClient peer = PeerClient.of(client, name);
            while (!called(peer).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            System.out.println("answered");
            String failure = called(peer);
            while (!failure.startsWith("404 ")) {
                TimeUnit.MILLISECONDS.sleep(100);
                failure = called(peer);
            }
            System.out.println("forgotten: " + failure);
        }
    }

    /** Returns how a call failed, and nothing if it was answered. */
    private static String called(PeerClient peer) {
        try {
            Everything unused = peer.echo(Values.scalars());
            return "";
        } catch (MicroException e) {
            return e.code() + " " + e.detail();
        }
    }

    private static void look(String[] arguments) throws InterruptedException {
        try (Registry registry = mdns()) {
            switch (arguments[0]) {
                case "find" -> System.out.println("found " + registry.find(arguments[1]));
                case "list" -> System.out.println("listed " + registry.list());
                default -> {
                    registry.watch(
                            arguments[1],
                            event -> System.out.println(event.action() + " "
                                    + event.service().nodes().get(0).id()));
                    System.out.println("watching");
                    new CountDownLatch(1).await();
                }
            }
        }
    }

    private static Registry mdns() {
        return ServiceLoader.load(RegistryProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("mdns"))
                .findFirst()
                .orElseThrow()
                .open(RegistryOptions.DEFAULT);
    }
}
