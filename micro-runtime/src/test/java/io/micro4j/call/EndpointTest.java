package io.micro4j.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "greeter.Greeter, Hello, Greeter.Hello, /greeter.Greeter/Hello",
        "Greeter, say_hello, Greeter.SayHello, /Greeter/say_hello",
        "a.b.c_service, _private, CService.XPrivate, /a.b.c_service/_private",
        "G, get_2, G.Get_2, /G/get_2",
        "G, HTTP_Get, G.HTTP_Get, /G/HTTP_Get",
    })
    void isNamedAsGoDoes(String service, String rpc, String name, String path) {
        Endpoint<String, String> endpoint =
                Endpoint.unary(service, rpc, MessageType.of(String.class), MessageType.of(String.class));

        assertThat(endpoint.name()).isEqualTo(name);
        assertThat(endpoint.path()).isEqualTo(path);
    }

    @Test
    void refusesToHaveNoName() {
        assertThatThrownBy(
                        () -> Endpoint.unary("", "Hello", MessageType.of(String.class), MessageType.of(String.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("service is \"\"");
    }
}
