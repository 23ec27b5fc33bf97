package io.micro4j.server;

import static io.micro4j.server.ServerHarness.HELLO;
import static io.micro4j.server.ServerHarness.REPEAT;
import static io.micro4j.server.ServerHarness.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Duration;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.registry.EndpointEntry;
import io.micro4j.registry.ValueEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouteTableTest {
    @Test
    void refusesTwoServicesOfOneSimpleName() {
        Endpoint<String, String> other = Endpoint.unary("b.Greeter", "Goodbye", TEXT, TEXT);

        assertThatThrownBy(() -> bind(routes -> {
                    routes.unary(HELLO, name -> name);
                    routes.unary(other, name -> name);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "b.Greeter and greeter.Greeter are both called Greeter on the wire, which knows no packages;"
                                + " serve them in two servers, or rename one");
    }

    @Test
    void refusesTwoMethodsOfOneName() {
        Endpoint<String, String> twin = Endpoint.unary("greeter.Greeter", "hello", TEXT, TEXT);

        assertThatThrownBy(() -> bind(routes -> {
                    routes.unary(HELLO, name -> name);
                    routes.unary(twin, name -> name);
                }))
                .hasMessage("greeter.Greeter.hello and greeter.Greeter.Hello are both called Greeter.Hello on the wire;"
                        + " serve one of them");
    }

    @Test
    void refusesNonBlockingOfWhatStreamsOrIsNotServed() {
        Handler handler = routes -> routes.unary(HELLO, name -> name);

        assertThatThrownBy(() -> handler.nonBlocking(REPEAT))
                .hasMessage("Greeter.Repeat streams, and waits between its messages; leave it out of nonBlocking()");
        Endpoint<String, String> stranger = Endpoint.unary("a.Other", "Hello", TEXT, TEXT);
        assertThatThrownBy(() -> bind(handler.nonBlocking(stranger)))
                .hasMessage("Other.Hello is not served by the handler on which nonBlocking() names it");
    }

    @Test
    void showsProtobufMessagesWithGosNames() {
        EndpointEntry entry = EndpointValues.of(Endpoint.serverStream(
                "a.Types",
                "Show",
                ProtoType.of(FieldDescriptorProto.getDefaultInstance()),
                ProtoType.of(Duration.getDefaultInstance())));

        assertThat(entry.metadata().get("stream")).isEqualTo("true");
        assertThat(entry.reply())
                .isEqualTo(new ValueEntry(
                        "Duration", "Duration", List.of(leaf("seconds", "int64"), leaf("nanos", "int32"))));
        assertThat(entry.request().values())
                .contains(leaf("name", "string"), leaf("type", "Type"), leaf("proto3_optional", "bool"));
    }

    @Test
    void showsRecordsThreeLevelsDeep() {
        EndpointEntry entry = EndpointValues.of(
                Endpoint.unary("a.Shop", "Order", MessageType.of(Order.class), MessageType.of(byte[].class)));

        ValueEntry item = new ValueEntry("items", "[]Item", List.of(leaf("price", "Price"), leaf("sizes", "[]int32")));
        assertThat(entry.request()).isEqualTo(new ValueEntry("Order", "Order", List.of(item, leaf("notes", ""))));
        assertThat(entry.reply().type()).isEqualTo("[]uint8");
        assertThat(entry.metadata().isEmpty()).isTrue();
    }

    private record Order(List<Item> items, Map<String, String> notes) {}

    private record Item(Price price, List<Integer> sizes) {}

    private record Price(double amount) {}

    private static ValueEntry leaf(String name, String type) {
        return new ValueEntry(name, type, List.of());
    }

    private static void bind(Handler handler) {
        handler.bind(new RouteBinder(new RouteTable(), new Subscribers("greeter", null), Codecs.load(), Set.of()));
    }
}
