package org.rattache.notification.core.internal;

import java.util.Map;
import java.util.Optional;
import org.rattache.notification.spi.Message;

/**
 * A message ready to be sent, or the reason why it is no longer right to send it.
 *
 * @param message empty when it is dropped
 */
record Composition(Optional<Message> message, String dropped) {

    static Composition of(Message message) {
        return new Composition(Optional.of(message), "");
    }

    static Composition dropped(String why) {
        return new Composition(Optional.empty(), why);
    }

    /** What a channel gets. */
    record Ready(
            String id,
            String recipient,
            String subject,
            String text,
            Optional<String> html,
            Map<String, String> properties)
            implements Message {

        /** Without recipient, text and secret: it may end up in a log. */
        @Override
        public String toString() {
            return "message " + id;
        }
    }
}
