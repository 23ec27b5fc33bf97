package io.micro4j.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.codegen.testing.Golden;
import io.micro4j.processor.Compiler.Outcome;
import io.micro4j.processor.report.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each complaint: its code, the file and the line that it points at, and its words, which the golden file shows. */
final class ProblemTest {
    private static final Pattern HERE = Pattern.compile("// here$");

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource
    void pointsAtTheLineAndSaysWhatToDo(Problem problem) throws IOException {
        String source = "package shop;\n\nimport io.micro4j.MicroService;\nimport java.util.stream.Stream;\n\n"
                + Mistakes.of(problem);

        List<String> errors = complain(problem, source);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).startsWith("Shop.java:" + line(source) + ": [" + problem + "] ");
    }

    @Test
    void says(TestInfo test) throws IOException {
        Map<String, String> said = new TreeMap<>();
        for (Problem problem : Problem.values()) {
            String source = "package shop;\nimport io.micro4j.MicroService;\nimport java.util.stream.Stream;\n"
                    + Mistakes.of(problem);
            said.put(problem + ".txt", complain(problem, source).stream().collect(joining("\n")) + "\n");
        }

        Golden.of(test).holds(said);
    }

    @Test
    void tellsAllOfThemInOneCompile() throws IOException {
        Compiler compiler =
                shop("""
                        package shop;

                        @io.micro4j.MicroService
                        public interface Shop {
                            void remove(Sku sku) throws java.io.IOException;
                            int count(String sku, Sku other);
                            Page<Sku> pages(int[] numbers);
                        }
                        """).add("shop/Other.java", "package shop;\n@io.micro4j.MicroService\nenum Other {}\n");

        assertThat(codes(compiler.compile()))
                .containsExactlyInAnyOrder(
                        "Shop.java:5: [METHOD_THROWS]",
                        "Shop.java:5: [REPLY_VOID]",
                        "Shop.java:6: [METHOD_PARAMETERS]",
                        "Shop.java:6: [MESSAGE_KIND]",
                        "Shop.java:7: [MESSAGE_KIND]",
                        "Shop.java:7: [MESSAGE_GENERIC]",
                        "Other.java:3: [CONTRACT_KIND]");
    }

    @Test
    void pointsAtTheParentIfThatIsCompiledToo() throws IOException {
        String parent = "package shop;\npublic interface Parent<T> {\n    void remove(T what);\n}\n";
        String child = "package shop;\n@io.micro4j.MicroService\npublic interface Shop extends Parent<Sku> {}\n";
        Outcome together = shop(child).add("shop/Parent.java", parent).compile();
        assertThat(codes(together)).containsExactly("Parent.java:3: [REPLY_VOID]");

        Path before = work.resolve("before");
        assertThat(new Compiler(before)
                        .add("shop/Parent.java", parent)
                        .compile()
                        .errors())
                .isEmpty();
        Outcome alone = shop(child).seeing(before.resolve("classes")).compile();
        assertThat(codes(alone)).containsExactly("Shop.java:3: [REPLY_VOID]");
    }

    @Test
    void aRightInterfaceIsGeneratedBesideAWrongOne() throws IOException {
        Outcome outcome =
                shop("package shop;\n@io.micro4j.MicroService\npublic interface Shop {\n    void remove(Sku sku);\n}\n")
                        .add(
                                "shop/Right.java",
                                "package shop;\n@io.micro4j.MicroService\npublic interface Right {\n    Stock stock(Sku sku);\n}\n")
                        .compile();

        assertThat(codes(outcome)).containsExactly("Shop.java:4: [REPLY_VOID]");
        assertThat(outcome.generated()).containsKey("shop/RightClient.java").doesNotContainKey("shop/ShopClient.java");
    }

    @Test
    void twoInterfacesMayNotGenerateOneType() throws IOException {
        Outcome outcome = shop("""
                        package shop;
                        public final class Shop {
                            @io.micro4j.MicroService
                            interface Till {
                                Stock stock(Sku sku);
                            }
                        }
                        """)
                .add(
                        "shop/ShopTill.java",
                        "package shop;\n@io.micro4j.MicroService\npublic interface ShopTill {\n    Stock stock(Sku sku);\n}\n")
                .compile();

        assertThat(codes(outcome)).hasSize(5).allMatch(code -> code.endsWith("[NAME_TAKEN]"));
    }

    @Test
    void seesEveryKindOfNullable() throws IOException {
        Outcome outcome = shop("""
                        package shop;
                        import java.util.stream.Stream;
                        import org.jspecify.annotations.Nullable;
                        @io.micro4j.MicroService
                        public interface Shop {
                            Stream<@Nullable Stock> one(Sku sku);
                            Stock two(@Nullable Sku sku);
                            @Other.Nullable Stock three(Sku sku);
                        }
                        """)
                .add("shop/Other.java", "package shop; public interface Other { @interface Nullable {} }")
                .compile();

        assertThat(codes(outcome))
                .containsExactly(
                        "Shop.java:6: [MESSAGE_NULLABLE]",
                        "Shop.java:7: [MESSAGE_NULLABLE]",
                        "Shop.java:8: [MESSAGE_NULLABLE]");
    }

    @Test
    void leavesAMissingTypeToJavac() throws IOException {
        Outcome outcome = shop("""
                        package shop;
                        @io.micro4j.MicroService
                        public interface Shop {
                            Missing stock(Sku sku);
                            void remove(Sku sku);
                        }
                        """).compile();

        assertThat(outcome.errors()).anyMatch(error -> error.startsWith("Shop.java:4: ") && error.contains("Missing"));
        assertThat(codes(outcome)).containsExactly("Shop.java:5: [REPLY_VOID]");
    }

    private List<String> complain(Problem problem, String source) throws IOException {
        Compiler compiler = shop(source);
        if (problem == Problem.OUTPUT) {
            compiler.writing(FullDisk::new);
        }
        return compiler.compile().errors().stream()
                .filter(error -> error.contains(": ["))
                .toList();
    }

    private Compiler shop(String source) {
        return new Compiler(work)
                .add("shop/Shop.java", source)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Stock.java", "package shop; public record Stock(int pieces) {}")
                .add("shop/Page.java", "package shop; public record Page<T>(java.util.List<T> items) {}")
                .add("shop/Any.java", "package shop; public interface Any {}")
                .add("shop/Outer.java", "package shop; public class Outer { public class Inner {} }")
                .add(
                        "shop/Lite.java",
                        "package shop; public abstract class Lite implements com.google.protobuf.MessageLite {"
                                + " public static Lite getDefaultInstance() { throw new AssertionError(); } }");
    }

    private static List<String> codes(Outcome outcome) {
        return outcome.errors().stream()
                .filter(error -> error.contains(": ["))
                .map(error -> error.substring(0, error.indexOf(']') + 1))
                .toList();
    }

    private static int line(String source) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (HERE.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        throw new AssertionError("no line is marked in " + source);
    }

    private static final class FullDisk extends ForwardingJavaFileManager<StandardJavaFileManager> {
        FullDisk(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
                throws IOException {
            if (className.equals("shop.ShopHandler")) {
                throw new IOException("No space left on device");
            }
            return super.getJavaFileForOutput(location, className, kind, sibling);
        }
    }
}
