package com.example.greeter;

import static java.util.stream.Collectors.joining;

import io.micro4j.Micro;
import java.util.stream.Stream;

/** The server: a class that implements the generated contract, and a line that serves it until SIGTERM. */
public final class GreeterService implements Greeter {
    public static void main(String[] arguments) {
        Micro.service("greeter").handle(GreeterHandler.of(new GreeterService())).run();
    }

    @Override
    public HelloReply hello(HelloRequest request) {
        return reply("Hello " + request.getName());
    }

    @Override
    public Stream<HelloReply> repeat(HelloRequest request) {
        return Stream.of("Hello ", "Hello again, ", "Still here, ").map(words -> reply(words + request.getName()));
    }

    @Override
    public HelloReply together(Stream<HelloRequest> requests) {
        return reply("Hello " + requests.map(HelloRequest::getName).collect(joining(" and ")));
    }

    @Override
    public Stream<HelloReply> chat(Stream<HelloRequest> requests) {
        return requests.map(this::hello);
    }

    private static HelloReply reply(String message) {
        return HelloReply.newBuilder().setMessage(message).build();
    }
}
