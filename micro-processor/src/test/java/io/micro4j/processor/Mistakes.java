package io.micro4j.processor;

import io.micro4j.processor.report.Problem;

/** An interface that is wrong, for everything that can be. */
final class Mistakes {
    /** One mistake, on the line that ends with {@code // here}. */
    static String of(Problem problem) {
        return switch (problem) {
            case CONTRACT_KIND -> """
                    @MicroService
                    public record Shop(int number) {} // here
                    """;
            case CONTRACT_GENERIC -> """
                    @MicroService
                    public interface Shop<T> { // here
                        Stock stock(Sku sku);
                    }
                    """;
            case CONTRACT_SEALED -> """
                    @MicroService
                    public sealed interface Shop { // here
                        Stock stock(Sku sku);
                        non-sealed class Only implements Shop {
                            @Override
                            public Stock stock(Sku sku) { return new Stock(1); }
                        }
                    }
                    """;
            case CONTRACT_HIDDEN -> """
                    public final class Shop {
                        @MicroService
                        private interface Hidden { // here
                            Stock stock(Sku sku);
                        }
                    }
                    """;
            case CONTRACT_NAME -> """
                    @MicroService("my shop")
                    public interface Shop { // here
                        Stock stock(Sku sku);
                    }
                    """;
            case METHOD_GENERIC -> method("<T> Stock stock(T sku);");
            case METHOD_THROWS -> method("Stock stock(Sku sku) throws java.io.IOException;");
            case METHOD_PARAMETERS -> method("Stock stock(Sku sku, int number);");
            case METHOD_OVERLOADED -> method("Stock find(Sku sku);\nStock find(Stock stock); // here", "");
            case METHOD_AMBIGUOUS -> """
                    @MicroService
                    public interface Shop extends One, Two<Sku> {}

                    interface One {
                        Stock find(Sku sku);
                    }

                    interface Two<T> {
                        Stock find(T what); // here
                    }
                    """;
            case METHOD_NAME -> method("Stock st\u00fcck(Sku sku);");
            case METHOD_ASYNC -> method("java.util.concurrent.CompletableFuture<Stock> stock(Sku sku);");
            case REPLY_VOID -> method("void remove(Sku sku);");
            case STREAM_ELEMENT -> method("Stream<?> stock(Sku sku);");
            case MESSAGE_KIND -> method("Stock stock(String sku);");
            case MESSAGE_GENERIC -> method("Page<Stock> stock(Sku sku);");
            case MESSAGE_ABSTRACT -> method("Runnable stock(Sku sku);").replace("Runnable", "Any");
            case MESSAGE_INNER -> method("Outer.Inner stock(Sku sku);");
            case MESSAGE_HIDDEN -> """
                    public final class Shop {
                        private record Hidden(int number) {}
                        @MicroService
                        interface Nested {
                            Hidden stock(Sku sku); // here
                        }
                    }
                    """;
            case MESSAGE_NULLABLE -> method("@org.jspecify.annotations.Nullable Stock stock(Sku sku);");
            case MESSAGE_PROTO -> method("Stock stock(com.google.protobuf.StringValue.Builder sku);");
            case MESSAGE_LITE -> method("Stock stock(Lite sku);");
            case SUBSCRIBER_GENERIC -> """
                    public class Shop<T> { // here
                        @io.micro4j.Subscribe("orders")
                        void placed(Sku sku) {}
                    }
                    """;
            case SUBSCRIBE_METHOD -> subscriber("static void placed(Sku sku) {}");
            case SUBSCRIBE_PARAMETERS -> subscriber("void placed(Sku sku, int number) {}");
            case SUBSCRIBE_RESULT -> subscriber("Stock placed(Sku sku) { return new Stock(1); }");
            case SUBSCRIBE_STREAM -> subscriber("void placed(Stream<Sku> skus) {}");
            case SUBSCRIBE_TOPIC -> subscriber("void placed(Sku sku) {}").replace("orders", " ");
            case SUBSCRIBE_NUMBER ->
                subscriber("void placed(Sku sku) {}").replace("\"orders\"", "value = \"orders\", retries = -1");
            case JSON_TYPE -> data("record Held(\n    Object what // here\n) {}");
            case JSON_KEY -> data("record Held(\n    java.util.Map<Sku, String> what // here\n) {}");
            case JSON_ENDLESS ->
                data("record Held(Nest<Sku> nest) {}\nrecord Nest<T>(\n    Nest<java.util.List<T>> more // here\n) {}");
            case JSON_HIDDEN ->
                data("record Held(\n    Held.Secret what // here\n) {\n    private record Secret(int number) {}\n}");
            case JSON_SEALED ->
                data(
                        "sealed interface Held {\n    record One() implements Held {}\n    enum Two implements Held { TWO } // here\n}");
            case JSON_NAME ->
                data("record Held(int one,\n    @io.micro4j.codec.json.JsonName(\"one\") int two // here\n) {}");
            case NAME_TAKEN -> """
                    @MicroService
                    public interface Shop { // here
                        Stock stock(Sku sku);
                    }
                    final class ShopAsync {}
                    """;
            case OUTPUT -> """
                    @MicroService
                    public interface Shop { // here
                        Stock stock(Sku sku);
                    }
                    """;
        };
    }

    private static String subscriber(String method) {
        return "public class Shop {\n@io.micro4j.Subscribe(\"orders\")\n" + method + " // here\n}\n";
    }

    /** The mark is in {@code held}. */
    private static String data(String held) {
        return "@MicroService\npublic interface Shop {\n    Held stock(Sku sku);\n}\n" + held + "\n";
    }

    private static String method(String method) {
        return method(method, " // here");
    }

    private static String method(String method, String mark) {
        return "@MicroService\npublic interface Shop {\n" + method + mark + "\n}\n";
    }

    private Mistakes() {}
}
