package io.micro4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.Compiler.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces that are right: what is generated, and that it compiles. */
final class MicroProcessorTest {
    @TempDir
    Path work;

    @Test
    void choosesCodecByType() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Inventory.java", """
                        package shop;

                        import com.google.protobuf.StringValue;
                        import io.micro4j.MicroService;
                        import java.util.stream.Stream;

                        @MicroService
                        public interface Inventory {
                            Stock stock(Sku sku);

                            Stream<StringValue> names(Old old);
                        }
                        """)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Stock.java", "package shop; record Stock(int pieces) {}")
                .add("shop/Old.java", "package shop; class Old {}")
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(outcome.generated())
                .containsOnlyKeys(
                        "shop/InventoryAsync.java",
                        "shop/InventoryClient.java",
                        "shop/InventoryEndpoints.java",
                        "shop/InventoryHandler.java");
        assertThat(outcome.generated().get("shop/InventoryEndpoints.java"))
                .contains(
                        "STRING_VALUE = ProtoType.of(StringValue.getDefaultInstance());",
                        "OLD = MessageType.of(Old.class);",
                        "Endpoint.unary(\"shop.Inventory\", \"Stock\",",
                        "Endpoint.serverStream(\"shop.Inventory\", \"Names\",");
    }
}
