package io.micro4j.integration.go;

import com.example.greeter.Greeter;
import com.example.greeter.GreeterClient;
import com.example.greeter.HelloRequest;
import io.micro4j.Micro;
import io.micro4j.client.Client;

/** The Java program of {@code docs/go-micro.md} that calls a Go service. */
final class HelloFromJava {
    private HelloFromJava() {}

    public static void main(String[] arguments) {
        try (Client client = Micro.client()) {
            Greeter greeter = GreeterClient.of(client, "greeter");
            HelloRequest request = HelloRequest.newBuilder().setName("Java").build();
            System.out.println(greeter.hello(request).getMessage());
        }
    }
}
