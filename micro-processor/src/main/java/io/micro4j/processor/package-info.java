/**
 * From interfaces with {@code @MicroService} to their generated files: start at {@link io.micro4j.processor.MicroProcessor}.
 *
 * <p>An interface is read into a {@link io.micro4j.codegen.ServiceModel}, and written by the emitter that the protoc plugin uses. Everything wrong
 * with it is a {@link io.micro4j.processor.report.Problem}, told at the element at fault. A type that is not there yet (another processor may
 * make it) throws {@link io.micro4j.processor.report.UnresolvedException}: the whole interface is read again in the next round.
 *
 * <p>The seam to JSON: for each interface {@code Inventory} there is one {@code io.micro4j.processor.json.JsonReader}, made with the name of the
 * file that it fills, {@code InventoryJson} in the interface's package (so that nothing is shared between interfaces and nothing is written into
 * packages of others). It is asked about each message that is a record or a sealed interface; it reads that and whatever it reaches into the model
 * of {@code io.micro4j.codegen.json}, each type once, and answers with the name of the constant in {@code InventoryJson} that holds the message's
 * {@code MessageType}; or complains through {@code Complaints} and answers with nothing. {@code InventoryEndpoints} then says
 * {@code InventoryJson.STOCK} where it says {@code MessageType.of(Stock.class)} of a class that goes through Gson
 * ({@link io.micro4j.codegen.MessageModel.Token#constant}). When the interface is read, {@code io.micro4j.codegen.json} writes the model as that
 * one file: one nested class a record, no reflection, its originating element the interface. Codecs find the marshaller in the
 * {@code MessageType} itself, as protobuf's do in {@code ProtoType}.
 *
 * <p>For javac's one thread.
 */
@NullMarked
package io.micro4j.processor;

import org.jspecify.annotations.NullMarked;
