package io.micro4j.codec.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a component of a record, a constant of an enum, or a record among those of a sealed interface is called in JSON:
 * {@code record Stock(@JsonName("sku_code") String code) {}}. Read when the code is generated, not while it runs.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface JsonName {
    /** Returns the name. */
    String value();
}
