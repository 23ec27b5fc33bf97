/**
 * What generated code is made of. It names exactly these types, and no others of the runtime:
 *
 * <ul>
 *   <li>{@link io.micro4j.stub.Caller}, {@link io.micro4j.stub.AsyncCaller}, {@link io.micro4j.stub.Routes}, {@link io.micro4j.stub.AsyncRoutes},
 *       {@link io.micro4j.stub.MessageHandler},
 *       {@link io.micro4j.broker.SubscribeOptions}
 *   <li>{@link io.micro4j.call.Endpoint}, {@link io.micro4j.call.MessageType}, {@link io.micro4j.call.CallOptions}
 *   <li>{@link io.micro4j.codec.protobuf.ProtoType}
 *   <li>{@link io.micro4j.codec.json.JsonType}, {@link io.micro4j.codec.json.JsonForm}, {@link io.micro4j.codec.json.JsonForms},
 *       {@link io.micro4j.codec.json.JsonKey}, {@link io.micro4j.codec.json.JsonFields}, {@link io.micro4j.codec.json.JsonIn},
 *       {@link io.micro4j.codec.json.JsonOut}, {@link io.micro4j.codec.json.JsonShape}
 *   <li>{@code io.micro4j.client.Client}, {@code io.micro4j.server.Handler}
 * </ul>
 *
 * <p>They stay compatible from 1.0 on. Start with {@link io.micro4j.stub.Caller}, the client's side. Callers are safe for use by many threads.
 */
@NullMarked
package io.micro4j.stub;

import org.jspecify.annotations.NullMarked;
