package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.notification.spi.Channel;
import org.rattache.notification.spi.ChannelName;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the messages, every channel for itself: a mail server that hangs holds up no webhook,
 * and neither holds up an event.
 */
@Component(service = Sender.class, immediate = true)
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int BATCH = 20;
    private static final int STOP_SECONDS = 20;
    private static final Map<String, Integer> WORKERS =
            Map.of(ChannelName.MAIL, 2, ChannelName.WEBHOOK, 4);

    private final Transactions transactions;
    private final MailHandler mails;
    private final Map<String, Composer> composers;
    private final Settings settings;
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final Map<ServiceReference<Channel>, Channel> channels = new TreeMap<>();
    private final List<ExecutorService> pools = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private volatile boolean stopped;

    @Activate
    public Sender(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MailHandler mails,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MailComposer mailComposer,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) WebhookComposer webhookComposer,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this.transactions = transactions;
        this.mails = mails;
        this.settings = settings;
        composers =
                Map.of(
                        ChannelName.MAIL, mailComposer,
                        ChannelName.WEBHOOK, webhookComposer);
        timer = Executors.newScheduledThreadPool(3, work -> thread(work, "timer"));
        WORKERS.forEach(
                (channel, workers) -> {
                    ExecutorService pool =
                            Executors.newFixedThreadPool(workers, work -> thread(work, channel));
                    pools.add(pool);
                    every(1, TimeUnit.SECONDS, () -> work(channel, pool));
                });
        every(1, TimeUnit.HOURS, this::forget);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "rattache-notification-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private void every(long pause, TimeUnit unit, Callable<Void> work) {
        var unused =
                timer.scheduleWithFixedDelay(
                        () -> {
                            try {
                                work.call();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (Exception e) {
                                LOG.warn("Messages could not be worked off. {}", e.toString());
                            }
                        },
                        pause,
                        pause,
                        unit);
    }

    /** Interrupts nobody: Derby closes a database whose thread is interrupted while it writes. */
    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        timer.shutdown();
        boolean ended = timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        for (ExecutorService pool : pools) {
            pool.shutdown();
            ended &= pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        }
        if (!ended) {
            LOG.warn("A message is still being sent; it may be sent again after the next start.");
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(ServiceReference<Channel> reference, Channel channel) {
        synchronized (channels) {
            channels.put(reference, channel);
        }
    }

    void removeChannel(ServiceReference<Channel> reference) {
        synchronized (channels) {
            channels.remove(reference);
        }
    }

    private Optional<Channel> channel(String name) {
        synchronized (channels) {
            // references are ordered by ranking, the highest last
            return channels.entrySet().stream()
                    .filter(entry -> name.equals(entry.getKey().getProperty("rattache.channel")))
                    .map(Map.Entry::getValue)
                    .reduce((lower, higher) -> higher);
        }
    }

    private Void work(String name, ExecutorService pool) throws InterruptedException {
        if (name.equals(ChannelName.MAIL)) {
            while (!stopped && mails.expandBatch()) {
                LOG.trace("There may be more.");
            }
        }
        Optional<Channel> channel = channel(name);
        if (channel.isEmpty()) {
            return null;
        }
        Dispatch dispatch = new Dispatch(transactions, composers.get(name), clock);
        List<Messages.Key> due = due(name);
        while (!stopped && !due.isEmpty()) {
            List<Callable<Void>> tries = new ArrayList<>();
            for (Messages.Key key : due) {
                tries.add(
                        () -> {
                            if (!stopped) {
                                dispatch.send(key, channel.get());
                            }
                            return null;
                        });
            }
            pool.invokeAll(tries);
            List<Messages.Key> next = due(name);
            if (next.equals(due)) {
                // nothing moved: rather a pause than a loop
                return null;
            }
            due = next;
        }
        return null;
    }

    private List<Messages.Key> due(String channel) {
        Instant now = clock.instant();
        return transactions.call(em -> Messages.due(em, channel, now, BATCH));
    }

    private Void forget() {
        Duration kept = settings.kept();
        transactions.call(em -> Messages.forget(em, clock.instant().minus(kept)));
        return null;
    }
}
