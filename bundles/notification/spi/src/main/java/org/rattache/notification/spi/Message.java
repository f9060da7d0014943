package org.rattache.notification.spi;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One message to one recipient. Immutable; no method returns null.
 *
 * @since 1.0
 */
@ProviderType
public interface Message {

    /** Property of a mail: the recipient's name, where it is known. */
    String RECIPIENT_NAME = "recipientName";

    /** Property of a mail: {@code fr} or {@code en}. */
    String LANGUAGE = "language";

    /** Property of a webhook: the key of the signature. Never to be logged. */
    String SECRET = "secret";

    /** Property of a webhook: the type of the event. */
    String EVENT_TYPE = "eventType";

    /** Unique and the same at every try: the other side can recognise a repetition by it. */
    String id();

    /** Where it goes: a mail address or a URL. */
    String recipient();

    /** One line without control characters; empty for a webhook. */
    String subject();

    /** The plain text of a mail; the JSON of a webhook. */
    String text();

    /** The same in HTML, where there is one. */
    Optional<String> html();

    /** What else the channel needs, by the names above. */
    Map<String, String> properties();
}
