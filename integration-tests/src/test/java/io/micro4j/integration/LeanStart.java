package io.micro4j.integration;

import com.example.greeter.GreeterClient;
import com.example.greeter.GreeterHandler;
import com.example.greeter.GreeterService;
import com.example.greeter.HelloRequest;
import io.micro4j.Micro;
import io.micro4j.client.Client;
import io.micro4j.service.Service;

/** Starts a service, calls it once, and ends. */
final class LeanStart {
    private LeanStart() {}

    public static void main(String[] arguments) {
        try (Service service = Micro.service("greeter").handle(GreeterHandler.of(new GreeterService()));
                Client client = Micro.client()) {
            service.start();
            HelloRequest request = HelloRequest.newBuilder().setName("you").build();
            System.out.println(
                    GreeterClient.of(client, "greeter").hello(request).getMessage());
        }
    }
}
