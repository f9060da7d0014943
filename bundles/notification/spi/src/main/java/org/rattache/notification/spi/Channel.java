package org.rattache.notification.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Delivers one message to one recipient. Register it as a service with {@link ChannelName}; of two
 * services with one name the higher service ranking is used, and the built-in ones rank below zero.
 *
 * <p>It knows nothing of firms, companies or documents: whatever it may tell stands in the message.
 * Repeating, pausing and logging are done for it. A channel may come and go while the system runs;
 * messages wait for it.
 *
 * @since 1.0
 */
@ConsumerType
public interface Channel {

    /**
     * Delivers a message, and returns when the other side has taken it or refused it.
     *
     * <p>Called from several threads at once, never inside a transaction. The same message (by
     * {@link Message#id()}) may come twice after a crash. It should not take longer than half a
     * minute: after some minutes the message is given out again.
     *
     * @param message never null
     * @return what became of it, never null
     * @throws RuntimeException counts as {@link Receipt#retry}, with the exception's class as note
     */
    Receipt deliver(Message message);
}
