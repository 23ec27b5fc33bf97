package io.micro4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a service of an interface, without a {@code .proto}: of {@code Inventory}, the annotation processor {@code micro-processor} generates
 * {@code InventoryAsync}, {@code InventoryClient}, {@code InventoryHandler} and {@code InventoryEndpoints}.
 *
 * <pre>{@code
 * @MicroService
 * public interface Inventory {
 *     Stock stock(Sku sku);
 *
 *     Stream<Stock> watch(Sku sku);
 *
 *     Stock deliver(Stream<Delivery> deliveries);
 * }
 * }</pre>
 *
 * <p>Each abstract method is an rpc, inherited ones too: one parameter, one result, either of them a message or a
 * {@link java.util.stream.Stream} of messages. A message is a protobuf message, a record (or a sealed interface of records), or a class. An
 * rpc is called as its method, with a capital first letter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MicroService {
    /** The service's full name on the wire, {@code shop.Inventory}; by default the interface's package and name. */
    String value() default "";
}
