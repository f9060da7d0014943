package org.rattache.notification.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Delivers one message to one recipient. Register it as a service with {@link ChannelName}; of two
 * services with one name the higher service ranking is used, and the built-in ones rank below zero.
 *
 * <p>It is given nothing of firms, companies or documents but what the message tells. Repeating,
 * pausing and logging are done for it. A channel may come and go while the system runs; messages
 * wait for it.
 *
 * <p><b>Threads:</b> called on threads of the host, two for mails and four for webhooks on each
 * node; must be thread-safe. <b>Nulls:</b> none go in, none may come out.
 *
 * <p><b>Time:</b> there is no limit after which a call is ended or interrupted, so a channel sets
 * its own. Up to twenty messages are given out together, and the next ones when all of these have
 * ended: one slow call holds up its channel, and no other.
 *
 * <p><b>The host guarantees:</b> a call is never inside a transaction. The message was composed for
 * this try: what is not right to be told any more never comes. Nobody else is given it for five
 * minutes. What is to be tried again comes after a pause that doubles from half a minute to an
 * hour, a webhook for a day, a mail for two at most; meanwhile all that waits for the same webhook
 * waits with it.
 *
 * <p><b>The host checks</b> the note of the receipt: one line, addresses in it masked, 500
 * characters.
 *
 * @since 1.0
 */
@ConsumerType
public interface Channel {

    /**
     * Delivers a message, and returns when the other side has taken it or refused it.
     *
     * <p>The same message (by {@link Message#id()}) may come twice, after a crash and when a call
     * has taken more than five minutes: stay below half a minute.
     *
     * @param message never null
     * @return what became of it, never null
     * @throws RuntimeException counts as {@link Receipt#retry}, with the exception's class as note;
     *     so does null, and an error of the class itself, as a class that is missing
     */
    Receipt deliver(Message message);
}
