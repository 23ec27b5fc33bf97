package io.micro4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a subscriber: of a class {@code Audit}, the annotation processor of {@code micro-processor} makes {@code AuditSubscriber}, and
 * {@code service.handle(AuditSubscriber.of(audit))} calls the method with each message that is published under the topic.
 *
 * <p>The method has one parameter, the message, and returns nothing. What it throws is a message that could not be handled: it is called again, and in
 * the end the message goes to the dead-letter topic.
 *
 * <pre>{@code
 * final class Audit {
 *     @Subscribe("orders.placed")
 *     void placed(Order order) { … }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Subscribe {
    /** The topic. */
    String value();

    /** Of all subscribers with one queue, one gets a message; empty for a subscriber that gets every message. */
    String queue() default "";

    /** How many messages may be handled at once; with 1, in the order in which they came. */
    int concurrency() default 1;

    /** How many messages may wait for that; publishers of more have to wait. */
    int queued() default 1_000;

    /** How often a message is handled again whose handler failed. */
    int retries() default 3;

    /** Where a message goes that could not be handled; empty for nowhere: its publisher is told. */
    String deadLetterTopic() default "";
}
