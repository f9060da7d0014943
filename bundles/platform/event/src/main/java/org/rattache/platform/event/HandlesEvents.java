package org.rattache.platform.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Says which events a handler takes. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HandlesEvents {

    /** Every property of this type starts with it. */
    String PREFIX_ = "rattache.event.";

    /** The name under which its deliveries are kept while it is away: unique and never changed. */
    String handler();

    /**
     * The types it takes: whole types, or a module with a star, such as {@code linking.*}; {@code
     * *} takes all.
     */
    String[] types();
}
