package org.rattache.notification.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says which channel a service is: service property {@code rattache.channel}.
 *
 * @since 1.0
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ChannelName {

    /** The property is named after it. */
    String PREFIX_ = "rattache.";

    /** Mails: the recipient is an address. */
    String MAIL = "mail";

    /** Webhooks: the recipient is a URL. */
    String WEBHOOK = "webhook";

    /** The name, {@link #MAIL} or {@link #WEBHOOK}. */
    String channel();
}
