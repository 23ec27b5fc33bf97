/**
 * From interfaces with {@code @MicroService} to their generated files: start at {@link io.micro4j.processor.MicroProcessor}.
 *
 * <p>An interface is read into a {@link io.micro4j.codegen.ServiceModel}, and written by the emitter that the protoc plugin uses. Everything wrong
 * with it is a {@link io.micro4j.processor.report.Problem}, told at the element at fault. A type that is not there yet (another processor may
 * make it) throws {@link io.micro4j.processor.report.UnresolvedException}: the whole interface is read again in the next round.
 *
 * <p>Messages that are records, or sealed interfaces of records, are also read by {@link io.micro4j.processor.json.JsonReader}, each type that they
 * reach once, and written as one more file, {@code InventoryJson} in the interface's package: nothing is shared between interfaces, and nothing is
 * written into packages of others. {@code InventoryEndpoints} then says {@code InventoryJson.STOCK} where it says
 * {@code MessageType.of(Stock.class)} of a class that goes through Gson.
 *
 * <p>For javac's one thread.
 */
@NullMarked
package io.micro4j.processor;

import org.jspecify.annotations.NullMarked;
