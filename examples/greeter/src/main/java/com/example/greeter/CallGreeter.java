package com.example.greeter;

import io.micro4j.Micro;
import io.micro4j.client.Client;
import java.util.stream.Stream;

/** The client: a call of each of the four shapes, to whichever node of the greeter is found. */
public final class CallGreeter {
    public static void main(String[] arguments) {
        try (Client client = Micro.client()) {
            Greeter greeter = GreeterClient.of(client, "greeter");

            print("hello", greeter.hello(request("hello", "Ada")));
            greeter.repeat(request("repeat", "Grace")).forEach(reply -> print("repeat", reply));
            print("together", greeter.together(requests("together", "Ada", "Grace")));
            greeter.chat(requests("chat", "Ada", "Grace")).forEach(reply -> print("chat", reply));
        }
    }

    private static Stream<HelloRequest> requests(String method, String... names) {
        return Stream.of(names).map(name -> request(method, name));
    }

    private static HelloRequest request(String method, String name) {
        System.out.println(method + " --> " + name);
        return HelloRequest.newBuilder().setName(name).build();
    }

    private static void print(String method, HelloReply reply) {
        System.out.println(method + " <-- " + reply.getMessage());
    }
}
