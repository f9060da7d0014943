package org.rattache.notification.channel.webhook.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rattache.notification.spi.Channel;
import org.rattache.notification.spi.ChannelName;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;

/**
 * Posts events to the addresses of firms. A firm chooses the address, so it must not become a way
 * into our own network: only public addresses over HTTPS, no redirects, and nothing of the answer
 * but its status is kept.
 */
@Component(
        configurationPid = "org.rattache.notification.webhook",
        property = "service.ranking:Integer=-100")
@ChannelName(channel = ChannelName.WEBHOOK)
public final class WebhookChannel implements Channel {

    /** The keys of etc/org.rattache.notification.webhook.cfg. */
    @interface Config {
        /** Also private addresses, this machine's own, and plain HTTP. */
        boolean allowPrivateAddresses() default false;

        /** How long the other side may take to answer. */
        int timeoutSeconds() default 10;
    }

    private final boolean allowPrivate;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    @Activate
    public WebhookChannel(Config config) {
        this(config, Clock.systemUTC());
    }

    WebhookChannel(Config config, Clock clock) {
        allowPrivate = config.allowPrivateAddresses();
        timeout = Duration.ofSeconds(Math.max(1, config.timeoutSeconds()));
        this.clock = clock;
        client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public Receipt deliver(Message message) {
        try {
            URI url = URI.create(message.recipient());
            Optional<Receipt> refused = refuse(url);
            if (refused.isPresent()) {
                return refused.get();
            }
            HttpResponse<Void> answer =
                    client.send(request(url, message), HttpResponse.BodyHandlers.discarding());
            return receipt(answer.statusCode());
        } catch (IllegalArgumentException e) {
            return Receipt.rejected("The address is not a URL.");
        } catch (HttpTimeoutException e) {
            return Receipt.retry("No answer in time.");
        } catch (IOException e) {
            return Receipt.retry("No connection: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Receipt.retry("Interrupted.");
        }
    }

    private HttpRequest request(URI url, Message message) {
        String secret = message.properties().getOrDefault(Message.SECRET, "");
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Rattache")
                .header("Rattache-Delivery", message.id())
                .header(
                        "Rattache-Signature",
                        Signature.of(secret, clock.instant().getEpochSecond(), message.text()))
                .POST(HttpRequest.BodyPublishers.ofString(message.text()))
                .build();
    }

    /**
     * Refuses what is not public. The client resolves the name once more when it connects; the
     * JVM's cache of names, filled here, gives it the answer that was checked.
     */
    private Optional<Receipt> refuse(URI url) {
        String scheme = url.getScheme();
        boolean https = "https".equalsIgnoreCase(scheme);
        if (url.getHost() == null || !(https || "http".equalsIgnoreCase(scheme))) {
            return Optional.of(Receipt.rejected("The address is not an HTTP address."));
        }
        if (allowPrivate) {
            return Optional.empty();
        }
        if (!https) {
            return Optional.of(Receipt.rejected("Only HTTPS is allowed."));
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host(url))) {
                if (!PublicAddresses.isPublic(address)) {
                    return Optional.of(
                            Receipt.rejected("The address belongs to a private network."));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(Receipt.retry("The name of the host is unknown."));
        }
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Receipt receipt(int status) {
        String note = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return Receipt.delivered(note);
        }
        // 410: the other side says that it wants no more of it
        return status == 410 ? Receipt.rejected(note) : Receipt.retry(note);
    }
}
