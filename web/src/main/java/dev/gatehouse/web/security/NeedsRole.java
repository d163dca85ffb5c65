package dev.gatehouse.web.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.gatehouse.auth.AdminRole;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Which admins a resource, or one of its methods, is open to. What is below {@code /admin} and says nothing is open to
 * {@link AdminRole#ADMIN} only.
 */
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface NeedsRole {

    /** The least of the roles that may. */
    AdminRole value();
}
