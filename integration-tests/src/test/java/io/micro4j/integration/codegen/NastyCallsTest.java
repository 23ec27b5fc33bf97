package io.micro4j.integration.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.Registry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryNetwork;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every rpc of every generated contract, through generated clients and handlers. */
final class NastyCallsTest {
    private static final String SERVICE = "nasty";
    private static final Contract TWINS = new Contract("io.micro4j.nasty.Twins");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final MemoryNetwork network = new MemoryNetwork();
    private final Registry registry = new MemoryRegistry();
    private final ConcurrentLinkedQueue<Method> called = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    static Stream<Contract> contracts() {
        return Contract.all().stream().filter(contract -> !contract.equals(TWINS));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void answersBlockingCalls(Contract contract) throws Exception {
        serve(contract.handler(blocking()));
        Object client = contract.client(connect(), SERVICE);

        for (Rpc rpc : contract.rpcs()) {
            List<Message> requests = requests(rpc);
            Object reply = rpc.call(client, rpc.takesOneRequest() ? requests.get(0) : requests.stream());

            assertThat(rpc.givesOneReply() ? List.of(reply) : ((Stream<?>) reply).toList())
                    .as(rpc.toString())
                    .isEqualTo(rpc.replies(requests, rpc.givesOneReply()));
            assertThat(called.poll()).isEqualTo(rpc.method());
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void answersCallsThatDoNotBlock(Contract contract) throws Exception {
        serve(contract.asyncHandler(asynchronous()));
        Object client = contract.asyncClient(connect(), SERVICE);

        for (Rpc rpc : contract.asyncRpcs()) {
            boolean oneReply = rpc.method().getReturnType() == CompletableFuture.class;
            List<Message> requests = requests(rpc);
            Object reply = rpc.call(client, rpc.takesOneRequest() ? requests.get(0) : new ListPublisher<>(requests));
            CompletableFuture<?> replies = oneReply
                    ? ((CompletableFuture<?>) reply).thenApply(List::of)
                    : ListPublisher.collect((Flow.Publisher<?>) reply);

            assertThat((Object) replies.get(10, TimeUnit.SECONDS))
                    .as(rpc.toString())
                    .isEqualTo(rpc.replies(requests, oneReply));
            assertThat(called.poll()).isEqualTo(rpc.method());
        }
    }

    @Test
    void refusesToServeRpcsThatAreOneOnTheWire() throws Exception {
        Handler twins = TWINS.handler(blocking());

        assertThatThrownBy(() -> serve(twins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Twins");
    }

    private static List<Message> requests(Rpc rpc) {
        return rpc.takesOneRequest()
                ? List.of(rpc.request(5))
                : List.of(rpc.request(1), rpc.request(2), rpc.request(3));
    }

    private InvocationHandler blocking() {
        return (proxy, method, arguments) -> {
            called.add(method);
            Rpc rpc = new Rpc(method);
            List<Message> requests = rpc.takesOneRequest()
                    ? List.of((Message) arguments[0])
                    : ((Stream<?>) arguments[0]).map(Message.class::cast).toList();
            List<Message> replies = rpc.replies(requests, rpc.givesOneReply());
            return rpc.givesOneReply() ? replies.get(0) : replies.stream();
        };
    }

    private InvocationHandler asynchronous() {
        return (proxy, method, arguments) -> {
            called.add(method);
            Rpc rpc = new Rpc(method);
            if (method.getReturnType() == CompletableFuture.class) {
                return asyncRequests(rpc, arguments[0])
                        .thenApply(requests -> rpc.replies(requests, true).get(0));
            }
            return (Flow.Publisher<Message>) subscriber -> asyncRequests(rpc, arguments[0])
                    .thenAccept(requests -> new ListPublisher<>(rpc.replies(requests, false)).subscribe(subscriber));
        };
    }

    private static CompletableFuture<List<Message>> asyncRequests(Rpc rpc, Object argument) {
        return rpc.takesOneRequest()
                ? CompletableFuture.completedFuture(List.of((Message) argument))
                : ListPublisher.collect((Flow.Publisher<?>) argument)
                        .thenApply(all -> all.stream().map(Message.class::cast).toList());
    }

    private void serve(Handler handler) {
        Server server = Server.create(ServerOptions.of(SERVICE), keep(transport()), registry, Codecs.load());
        keep(server).handle(handler).start();
    }

    private Client connect() {
        return keep(ClientBuilder.of(keep(transport()), keep(new RandomSelector(registry)))
                .build());
    }

    private Transport transport() {
        return network.open(TransportOptions.DEFAULT);
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
