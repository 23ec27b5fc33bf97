package io.micro4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.Compiler.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that a right interface can have. Everything generated compiles with every lint on. */
final class ContractsTest {
    private static final Pattern ENDPOINT = Pattern.compile("Endpoint\\.(\\w+)\\(\"([^\"]+)\", \"(\\w+)\"");

    @TempDir
    Path work;

    @Test
    void readsEachShape() throws IOException {
        Outcome outcome = compile("""
                package shop;
                import java.util.stream.Stream;
                @io.micro4j.MicroService
                public interface Shop {
                    Stock one(Sku sku);
                    Stream<Stock> many(Sku sku);
                    Stock each(Stream<Sku> skus);
                    Stream<Stock> talk(Stream<Sku> skus);
                }
                """);

        assertThat(endpoints(outcome, "Shop"))
                .containsExactly(
                        "unary shop.Shop One",
                        "serverStream shop.Shop Many",
                        "clientStream shop.Shop Each",
                        "bidiStream shop.Shop Talk");
    }

    @Test
    void takesParentsWithTypeParameters() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Stock.java", "package shop; public record Stock(int pieces) {}")
                .add("shop/Finds.java", """
                        package shop;
                        public interface Finds<K, V> {
                            V find(K key);
                            java.util.stream.Stream<V> findAll(java.util.stream.Stream<K> keys);
                            default V findTwice(K key) { find(key); return find(key); }
                        }
                        """)
                .add("shop/Stores.java", """
                        package shop;
                        public interface Stores<K, V> extends Finds<K, V> {
                            K store(V value);
                            @Override V find(K key);
                        }
                        """)
                .add("shop/Also.java", "package shop; public interface Also<T> { Record last(T key); }")
                .add(
                        "shop/Other.java",
                        "package shop; public interface Other { Stock last(Sku sku); Sku other(Sku sku); }")
                .add("shop/Shop.java", """
                        package shop;
                        @io.micro4j.MicroService
                        public interface Shop extends Stores<Sku, Stock>, Also<Sku>, Other {
                            @Override Stock last(Sku sku);
                        }
                        """)
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(endpoints(outcome, "Shop"))
                .containsExactly(
                        "unary shop.Shop Last",
                        "unary shop.Shop Store",
                        "unary shop.Shop Find",
                        "bidiStream shop.Shop FindAll",
                        "unary shop.Shop Other");
        assertThat(outcome.generated().get("shop/ShopClient.java")).contains("public Stock find(Sku request)");
    }

    @Test
    void takesOneMethodOfTwoParents() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/One.java", "package shop; public interface One { Record find(Sku sku); }")
                .add("shop/Two.java", "package shop; public interface Two { Sku find(Sku sku); }")
                .add(
                        "shop/Shop.java",
                        "package shop; @io.micro4j.MicroService public interface Shop extends One, Two {}")
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(outcome.generated().get("shop/ShopClient.java")).containsOnlyOnce("public Sku find(");
    }

    @Test
    void passesOverWhatIsNoRpc() throws IOException {
        Outcome outcome = compile("""
                package shop;
                @io.micro4j.MicroService
                public interface Shop {
                    Stock stock(Sku sku);
                    default Stock first() { return stock(new Sku("1")); }
                    static int zero() { return 0; }
                    @Override boolean equals(Object other);
                    @Override String toString();
                    int NONE = 0;
                }
                """);

        assertThat(endpoints(outcome, "Shop")).containsExactly("unary shop.Shop Stock");
    }

    @Test
    void aDefaultMethodTakesAnInheritedOneOffTheWire() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add(
                        "shop/Parent.java",
                        "package shop; public interface Parent { Sku one(Sku sku); Sku two(Sku sku); }")
                .add("shop/Shop.java", """
                        package shop;
                        @io.micro4j.MicroService
                        public interface Shop extends Parent {
                            @Override default Sku two(Sku sku) { return one(one(sku)); }
                        }
                        """)
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(endpoints(outcome, "Shop")).containsExactly("unary shop.Shop One");
    }

    @Test
    void takesNestedAndPackagePrivateTypes() throws IOException {
        Outcome outcome = compile("""
                package shop;
                final class Shop {
                    @io.micro4j.MicroService("shop.Till")
                    interface Till {
                        Caller pay(Async async);
                        record Caller(String String) {}
                        record Async(String name) {}
                    }
                    private Shop() {}
                }
                """);

        assertThat(outcome.generated())
                .containsOnlyKeys(
                        "shop/ShopTillAsync.java",
                        "shop/ShopTillClient.java",
                        "shop/ShopTillEndpoints.java",
                        "shop/ShopTillHandler.java",
                        "shop/ShopTillJson.java");
        assertThat(outcome.generated().values())
                .allSatisfy(text -> assertThat(text)
                        .startsWith("// Generated by micro from Shop.java. Do not edit.\n")
                        .containsPattern("(?m)^(final class|interface) ShopTill"));
        assertThat(endpoints(outcome, "ShopTill")).containsExactly("unary shop.Till Pay");
    }

    @Test
    void takesContractInTheUnnamedPackage() throws IOException {
        Outcome outcome = new Compiler(work)
                .add("Sku.java", "public record Sku(String number) {}")
                .add("String.java", "enum String {}")
                .add("Shop.java", "@io.micro4j.MicroService public interface Shop { Sku find(Sku sku); }")
                .compile();

        assertThat(outcome.errors()).isEmpty();
        assertThat(endpoints(outcome, "Shop")).containsExactly("unary Shop Find");
    }

    @Test
    void namesTheWireAsTheAnnotationSays() throws IOException {
        Outcome outcome = compile("""
                package shop;
                @io.micro4j.MicroService("warehouse.v1.Inventory")
                public interface Shop {
                    @io.micro4j.Idempotent
                    Stock stock(Sku sku);
                }
                """);

        assertThat(endpoints(outcome, "Shop")).containsExactly("unary warehouse.v1.Inventory Stock");
        assertThat(outcome.generated().get("shop/ShopEndpoints.java")).contains(").idempotent();");
    }

    @Test
    void copiesJavadocAndDeprecation() throws IOException {
        Outcome outcome = compile("""
                package shop;
                /**
                 * Sells things.
                 *
                 * <pre>{@code
                 *   indented
                 * }</pre>
                 */
                @io.micro4j.MicroService
                public interface Shop {
                    /**
                     * Tells how many.
                     *
                     * @deprecated ask no more
                     */
                    @Deprecated
                    Stock stock(Sku sku);
                }
                """);

        assertThat(outcome.generated().get("shop/ShopAsync.java")).contains("""
                            /**
                             * Tells how many.
                             *
                             * @deprecated ask no more
                             */
                            @Deprecated
                            CompletableFuture<Stock> stock(Sku request);
                        """);
    }

    private Outcome compile(String shop) throws IOException {
        Outcome outcome = new Compiler(work)
                .add("shop/Shop.java", shop)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Stock.java", "package shop; public record Stock(int pieces) {}")
                .compile();
        assertThat(outcome.said()).isEmpty();
        return outcome;
    }

    private static List<String> endpoints(Outcome outcome, String contract) {
        String file = outcome.generated().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(contract + "Endpoints.java"))
                .findFirst()
                .orElseThrow()
                .getValue();
        return ENDPOINT.matcher(file).results().map(ContractsTest::text).toList();
    }

    private static String text(MatchResult found) {
        return found.group(1) + " " + found.group(2) + " " + found.group(3);
    }
}
