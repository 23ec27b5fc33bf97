package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each complaint: its code, the file and the line it points at, and that it says what to do. */
final class ProblemTest {
    private static final String GREETER = """
            syntax = "proto3";
            package greeter;
            service Greeter {
              rpc Hello(Word) returns (Word);
            }
            message Word {}
            """;

    @TempDir
    Path work;

    @Test
    void optionUnknown() throws IOException {
        assertThat(complaint("sufix=X,other", GREETER))
                .isEqualTo("[OPTION_UNKNOWN] protoc-gen-micro has no option \"other\", \"sufix\";"
                        + " it knows: contract_suffix.");
    }

    @Test
    void optionTwice() throws IOException {
        assertThat(complaint("contract_suffix=A,contract_suffix=B", GREETER))
                .startsWith("[OPTION_TWICE] Option contract_suffix is given twice.");
    }

    @Test
    void optionValue() throws IOException {
        assertThat(complaint("contract_suffix=a b", GREETER))
                .startsWith("[OPTION_VALUE] Option contract_suffix is \"a b\"");
    }

    @Test
    void packageName() throws IOException {
        assertThat(complaint(
                        "", GREETER.replace("package greeter;", "package greeter; option java_package = \"a.1b\";")))
                .startsWith("a.proto: [PACKAGE_NAME] The Java package of this file would be \"a.1b\"");
        assertThat(complaint("", GREETER.replace("package greeter;", "package greeter.int;")))
                .startsWith("a.proto: [PACKAGE_NAME] The Java package of this file would be \"greeter.int\"");
    }

    @Test
    void serviceName() throws IOException {
        assertThat(complaint("", GREETER.replace("Greeter", "_")))
                .startsWith("a.proto:3: [SERVICE_NAME] Service greeter._ would become the Java type \"_\"");
    }

    @Test
    void messageName() throws IOException {
        assertThat(complaint("", GREETER.replace("Word", "record")))
                .startsWith("a.proto:4: [MESSAGE_NAME] Rpc greeter.Greeter.Hello uses message greeter.record");
    }

    @Test
    void messageLite() throws IOException {
        assertThat(complaint("", GREETER.replace("package", "option optimize_for = LITE_RUNTIME; package")))
                .startsWith("a.proto:4: [MESSAGE_LITE] Rpc greeter.Greeter.Hello uses message greeter.Word");
    }

    @Test
    void messageUnreachable() throws IOException {
        Files.writeString(work.resolve("b.proto"), "syntax = \"proto3\"; message Lost {}");

        assertThat(complaint(
                        "",
                        GREETER.replace("message", "import \"b.proto\"; message")
                                .replace("(Word)", "(Lost)")))
                .startsWith("a.proto:4: [MESSAGE_UNREACHABLE] Rpc greeter.Greeter.Hello uses message Lost,"
                        + " whose Java class B.Lost is in the unnamed package");
    }

    @Test
    void nameTakenByMessage() throws IOException {
        assertThat(complaint("", GREETER.replace("Word", "GreeterClient") + "option java_multiple_files = true;"))
                .isEqualTo("a.proto:3: [NAME_TAKEN] Service greeter.Greeter would generate the Java type"
                        + " greeter.GreeterClient, but that is already the class of message greeter.GreeterClient in a.proto."
                        + " Set the plugin option contract_suffix (for example contract_suffix=Service),"
                        + " or rename one of them.");
    }

    @Test
    void nameTakenByOuterClassOfAnotherFile() throws IOException {
        Files.writeString(work.resolve("greeter.proto"), "syntax = \"proto3\"; package greeter; message Word {}");
        String service = GREETER.replace("message Word {}", "import \"greeter.proto\";");

        assertThat(complaint("", service))
                .startsWith("a.proto:3: [NAME_TAKEN]")
                .contains("the Java type greeter.Greeter, but that is already the outer class of greeter.proto.");
        assertThat(complaint("contract_suffix=Service", service)).isEmpty();
    }

    @Test
    void nameTakenByBuilderInterfaceEnumOrGenericService() throws IOException {
        String many = GREETER + "option java_multiple_files = true;";

        assertThat(complaint("", many.replace("Greeter", "WordOrBuilder"))).contains("the builder interface of");
        assertThat(complaint("", many + "enum GreeterAsync { NO = 0; }"))
                .contains("the class of enum greeter.GreeterAsync");
        assertThat(complaint("", many + "option java_generic_services = true;"))
                .contains("the class that java_generic_services makes of greeter.Greeter");
    }

    @Test
    void nameTakenByAnotherService() throws IOException {
        assertThat(complaint("", GREETER + "service GreeterClient {}"))
                .startsWith(
                        "a.proto:7: [NAME_TAKEN] Service greeter.GreeterClient would generate the Java type"
                                + " greeter.GreeterClient, but that is already generated for service greeter.Greeter of a.proto.");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        assertThat(complaint("", GREETER.replace("Word", "record") + "service _ {}")
                        .lines())
                .hasSize(3);
    }

    private String complaint(String parameter, String proto) throws IOException {
        Files.writeString(work.resolve("a.proto"), proto);
        Protoc protoc = new Protoc(work, work);
        return Plugin.run(protoc.request(parameter, List.of("a.proto"))).getError();
    }
}
