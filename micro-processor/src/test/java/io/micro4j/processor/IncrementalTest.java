package io.micro4j.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.processor.Compiler.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Gradle asks of a processor that it calls isolating, and Maven and javac to find it. */
final class IncrementalTest {
    @TempDir
    Path work;

    @Test
    void isFoundByJavac() {
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .contains(MicroProcessor.class);
    }

    @Test
    void tellsGradleThatItIsIsolating() throws IOException {
        try (InputStream file =
                MicroProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(MicroProcessor.class.getName() + ",isolating\n");
        }
    }

    @Test
    void everyFileComesOfItsInterfaceAlone() throws IOException {
        Map<String, List<String>> origins = new TreeMap<>();
        Outcome outcome = new Compiler(work)
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add(
                        "shop/Shop.java",
                        "package shop; @io.micro4j.MicroService public interface Shop { Sku find(Sku sku); }")
                .add(
                        "shop/Till.java",
                        "package shop; @io.micro4j.MicroService public interface Till { Sku pay(Sku sku); }")
                .around(processor -> recording(processor, origins))
                .compile();

        assertThat(outcome.said()).isEmpty();
        assertThat(origins.keySet())
                .contains(
                        "shop.ShopAsync",
                        "shop.ShopClient",
                        "shop.ShopHandler",
                        "shop.ShopEndpoints",
                        "shop.TillAsync");
        origins.forEach((file, of) ->
                assertThat(of).as(file).containsExactly(file.startsWith("shop.Shop") ? "shop.Shop" : "shop.Till"));
    }

    /** Generated files of the last compile are on the class path of the next, where only what changed is compiled. */
    @Test
    void generatesAnewWhatIsOnTheClassPath() throws IOException {
        String shop = "package shop; @io.micro4j.MicroService public interface Shop { Sku find(Sku sku); }";
        new Compiler(work.resolve("first"))
                .add("shop/Sku.java", "package shop; public record Sku(String number) {}")
                .add("shop/Shop.java", shop)
                .compile();

        Outcome second = new Compiler(work.resolve("second"))
                .seeing(work.resolve("first").resolve("classes"))
                .add("shop/Shop.java", shop.replace("}", "Sku next(Sku sku); }"))
                .compile();

        assertThat(second.said()).isEmpty();
        assertThat(second.generated()).hasSize(5);
        assertThat(second.generated().get("shop/ShopAsync.java")).contains("next(Sku request)");
    }

    private static Processor recording(Processor processor, Map<String, List<String>> origins) {
        return proxy(Processor.class, processor, (method, arguments) -> {
            if (method.equals("init")) {
                arguments[0] = environment((ProcessingEnvironment) arguments[0], origins);
            }
        });
    }

    private static ProcessingEnvironment environment(
            ProcessingEnvironment environment, Map<String, List<String>> origins) {
        Filer filer = proxy(Filer.class, environment.getFiler(), (method, arguments) -> {
            if (method.equals("createSourceFile")) {
                origins.put(
                        arguments[0].toString(),
                        Stream.of((Element[]) arguments[1])
                                .map(Object::toString)
                                .toList());
            }
        });
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                IncrementalTest.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments));
    }

    private interface Before {
        void call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Before before) {
        return type.cast(Proxy.newProxyInstance(
                IncrementalTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    before.call(method.getName(), arguments);
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
