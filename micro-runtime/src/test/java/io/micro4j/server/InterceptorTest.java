package io.micro4j.server;

import static io.micro4j.server.ServerHarness.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class InterceptorTest {
    @Test
    void seesACallFirstWhenItIsTheFirst() throws InterruptedException {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        ServerInterceptor first = (head, next) -> {
            seen.add("first " + head.endpoint());
            return next.route(head.withMetadata(Metadata.of("Tenant", "blue")));
        };
        ServerInterceptor second = (head, next) -> {
            seen.add("second " + head.metadata().get("Tenant"));
            return next.route(head);
        };

        try (ServerHarness harness = ServerHarness.with(
                options -> options.interceptors(List.of(first, second)), routes -> routes.unary(HELLO, name -> name))) {
            harness.call(HELLO).ask("Ada").reply();
        }

        assertThat(seen).containsExactly("first Greeter.Hello", "second blue");
    }

    @Test
    void mayRefuse() {
        ServerInterceptor nobody = (head, next) -> new Route() {
            @Override
            public Shape shape() {
                return next.route(head).shape();
            }

            @Override
            public Receiver accept(Socket replies) {
                replies.end(End.refused(MicroError.of("greeter", 401, "who are you?")));
                return new Receiver() {
                    @Override
                    public void message(Body body) {}

                    @Override
                    public void end(End end) {}
                };
            }
        };

        try (ServerHarness harness = ServerHarness.with(
                options -> options.interceptors(List.of(nobody)), routes -> routes.unary(HELLO, name -> name))) {
            assertThat(harness.call(HELLO).ask("Ada").end().error().code()).isEqualTo(401);
        }
    }
}
