package io.micro4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.Compiler.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces whose types come in the same compile, from processors that run after ours. */
final class RoundsTest {
    private static final String SHOP =
            "package shop; @io.micro4j.MicroService public interface Shop extends Parent { Stock stock(Sku sku); }";
    private static final String SKU = "package shop; public record Sku(String number) {}";
    private static final String STOCK = "package shop; public record Stock(int pieces) {}";
    private static final String PARENT =
            "package shop; public interface Parent { java.util.stream.Stream<Stock> all(Sku sku); }";

    @TempDir
    Path work;

    @Test
    void waitsForMessagesAndParents() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Shop.java", SHOP)
                .with(new Later(
                        List.of(Map.of("shop.Sku", SKU), Map.of("shop.Stock", STOCK), Map.of("shop.Parent", PARENT))))
                .compile();

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.generated().get("shop/ShopClient.java"))
                .contains("stock(Sku request)", "Stream<Stock> all(");
    }

    @Test
    void readsAnInterfaceThatIsItselfGenerated() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Sku.java", SKU)
                .add("shop/Stock.java", STOCK)
                .with(new Later(List.of(Map.of("shop.Shop", SHOP, "shop.Parent", PARENT))))
                .compile();

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.generated()).containsKey("shop/ShopHandler.java");
    }

    @Test
    void complainsOfWhatWasGeneratedLater() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Shop.java", SHOP)
                .add("shop/Stock.java", STOCK)
                .add("shop/Parent.java", PARENT)
                .with(new Later(List.of(Map.of("shop.Sku", "package shop; public enum Sku { ONE }"))))
                .compile();

        assertThat(outcome.errors()).anyMatch(error -> error.startsWith("Shop.java:1: [MESSAGE_KIND]"));
        assertThat(outcome.generated()).containsOnlyKeys("shop/Sku.java");
    }

    /** Writes the types of one map a round. */
    @SupportedAnnotationTypes("*")
    private static final class Later extends AbstractProcessor {
        private final Iterator<Map<String, String>> rounds;

        Later(List<Map<String, String>> rounds) {
            this.rounds = rounds.iterator();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (rounds.hasNext() && !round.processingOver()) {
                rounds.next().forEach(this::write);
            }
            return false;
        }

        private void write(String name, String text) {
            try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                file.write(text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
