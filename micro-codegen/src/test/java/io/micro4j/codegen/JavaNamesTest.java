package io.micro4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavaNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Hello,         Hello,         hello,         HELLO",
        "say_hello,     SayHello,      sayHello,      SAY_HELLO",
        "HTTPGet,       HTTPGet,       httpGet,       HTTP_GET",
        "GetURL,        GetURL,        getURL,        GET_URL",
        "ID,            ID,            id,            ID",
        "X,             X,             x,             X",
        "IPv6,          IPv6,          iPv6,          I_PV6",
        "GetV2Thing,    GetV2Thing,    getV2Thing,    GET_V2_THING",
        "_hidden,       Hidden,        hidden,        HIDDEN",
        "V1_2,          V1_2,          v1_2,          V1_2",
        "__,            __,            __,            __",
    })
    void namesTypesMethodsAndConstants(String name, String type, String variable, String constant) {
        assertThat(JavaNames.type(name)).isEqualTo(type);
        assertThat(JavaNames.variable(name)).isEqualTo(variable);
        assertThat(JavaNames.constant(JavaNames.type(name))).isEqualTo(constant);
    }

    @Test
    void evadesKeywordsAndNamesThatAreTaken() {
        List<String> methods = JavaNames.methods(List.of("Switch", "Foo", "foo", "FOO", "Notify", "_"));

        assertThat(methods).containsExactly("switch_", "foo", "foo_", "foo__", "notify", "__");
    }
}
