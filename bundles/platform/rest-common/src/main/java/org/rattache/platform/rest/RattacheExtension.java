package org.rattache.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Put this on a JAX-RS extension that joins every application of Rattache. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RattacheExtension {

    /** Without this an extension joins only the default application, which serves nothing here. */
    String osgi_jaxrs_application_select() default "(rattache.api=true)";
}
