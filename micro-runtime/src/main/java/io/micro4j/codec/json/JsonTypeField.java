package io.micro4j.codec.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which field tells the records of a sealed interface apart; {@code type} unless said. Its values are the records' names, or their
 * {@link JsonName}s.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface JsonTypeField {
    /** Returns the name of the field. */
    String value();
}
