package io.micro4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.Compiler.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An annotated interface in a user's named module, which exports it. */
final class NamedModuleTest {
    @TempDir
    Path work;

    @Test
    void compilesWithEveryLintOn() throws IOException {
        Outcome outcome = new Compiler(work)
                .option("--module-path", modules())
                .add("module-info.java", "module user { requires transitive io.micro4j; exports shop; }")
                .add("shop/Shop.java", """
                        package shop;
                        import com.google.protobuf.StringValue;
                        import java.util.stream.Stream;
                        @io.micro4j.MicroService
                        public interface Shop {
                            Stock stock(Sku sku);
                            Stream<StringValue> names(Stream<Sku> skus);
                        }
                        """)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Stock.java", "package shop; public record Stock(int pieces) {}")
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(outcome.generated()).containsKey("shop/ShopClient.java");
    }

    /** The runtime, which is a folder or a jar by how far the build is, and all jars. */
    private static String modules() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") || Files.exists(Path.of(entry, "module-info.class")))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
