package org.rattache.linking.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a {@link GroupSuggestionStrategy}. Put it beside {@code @Component}; a strategy without it
 * is rejected, which the list of strategies says.
 *
 * @since 1.0
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LinkingStrategy {

    /** Every service property of this type starts with it. */
    String PREFIX_ = "rattache.linking.strategy.";

    /**
     * The id under which firms choose the strategy and links remember it: 1 to 100 lower-case
     * letters, digits, dots and hyphens, such as {@code com.example.groups}. To replace a strategy,
     * register one with the same id and a higher {@code service.ranking}.
     */
    String id();
}
