package org.rattache.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Put this on every JAX-RS application of Rattache. The application then waits for its extensions:
 * nothing in it is served, a foreign resource that joins it included, while the guard, the problem
 * mapper or JSON is away.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RattacheApi {

    /** By this property the extensions find the applications. */
    boolean rattache_api() default true;

    /** What an application cannot do without. */
    String[] osgi_jaxrs_extension_select() default {
        "(rattache.guard=true)",
        "(rattache.problems=true)",
        "(rattache.json=true)",
        "(rattache.idempotency=true)"
    };
}
