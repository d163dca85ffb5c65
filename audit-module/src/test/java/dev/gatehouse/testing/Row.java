package dev.gatehouse.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The requirement that a test holds, by its row in the security and reliability sheets, such as {@code TK-01} or
 * {@code R-03}. A test so marked fails when the rule of that row is switched off.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Row {

    String[] value();
}
