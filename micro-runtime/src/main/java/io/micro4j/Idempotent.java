package io.micro4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method of a {@link MicroService} that calling it twice does no more than calling it once, so that a client may call again when it does
 * not know whether the first call arrived. A {@code .proto} says it with {@code idempotency_level}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Idempotent {}
