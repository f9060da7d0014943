package org.rattache.linking.core.internal;

import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.Links;
import org.rattache.linking.api.Scan;
import org.rattache.linking.api.StrategyChoice;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.LinkTrigger;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.Event;
import org.rattache.platform.persistence.Transactions;
import org.rattache.platform.testkit.TestDatabase;

/** Linking with its real tables, and everything around it in memory. */
final class World implements AutoCloseable {

    static final String FIRM = "firm-1";
    static final Actor OPERATOR = Actor.user("operator-1");
    static final int SHARED = 3;

    /** So long that a plug-in is not late because the machine is busy. */
    private static final long PATIENT = 20_000;

    /** For tests in which a plug-in hangs. */
    static final long SHORT = 1_500;

    final FakeClientFiles files = new FakeClientFiles();
    final FakePartner partner = new FakePartner();
    final Recorder events = new Recorder();
    final StrategyRegistry registry = new StrategyRegistry(null);
    final Triggers triggers;
    final KeyIndex keys;
    final ChangeLog changes;
    final Decisions decisions;
    final RecentSuggestions recent = new RecentSuggestions();
    final StrategyCalls calls;
    final StrategyChoiceService choices;
    final ScanService scans;
    final FakePartner.Documents documents = new FakePartner.Documents();
    final KeyIndexHandler keyHandler;
    final LinkTriggerHandler trigger;
    final PlatformStateHandler platform;
    final ClientsToLinkService clientsToLink;
    final LinkService links;
    final SuggestionService suggestions;
    final LinkingActions actions;
    private final AtomicLong ids = new AtomicLong();

    /** Each look is a millisecond later than the one before, so lists have an order to keep. */
    private static final class Ticking extends Clock {
        private final AtomicLong now =
                new AtomicLong(Instant.parse("2026-03-01T08:00:00Z").toEpochMilli());

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now.incrementAndGet());
        }
    }

    World(Transactions transactions) {
        this(transactions, PATIENT);
    }

    World(Transactions transactions, long limitMillis) {
        triggers = new Triggers(null, limitMillis);
        Clock clock = new Ticking();
        keys = new KeyIndex(transactions);
        changes = new ChangeLog(transactions, Runnable::run);
        decisions = new Decisions(transactions);
        calls = new StrategyCalls(files, keys, changes, decisions, limitMillis);
        choices = new StrategyChoiceService(transactions, events);
        MainAccounts mainAccounts = new MainAccounts(partner, partner.memberships(), documents);
        keyHandler = new KeyIndexHandler(files, keys, changes);
        trigger =
                new LinkTriggerHandler(transactions, files, events, triggers, keys, SHARED, clock);
        platform = new PlatformStateHandler(transactions, files, partner, clock);
        clientsToLink = new ClientsToLinkService(transactions, files, events, clock);
        links =
                new LinkService(
                        transactions,
                        files,
                        partner,
                        partner.safeguards(),
                        partner,
                        events,
                        registry,
                        recent,
                        mainAccounts,
                        SHARED,
                        clock);
        suggestions =
                new SuggestionService(
                        transactions,
                        files,
                        mainAccounts,
                        registry,
                        choices,
                        calls,
                        recent,
                        SHARED);
        scans =
                new ScanService(
                        transactions,
                        files,
                        registry,
                        choices,
                        calls,
                        decisions,
                        events,
                        SHARED,
                        clock);
        actions = new LinkingActions(transactions);
        addTrigger(-1000, new DefaultLinkTrigger());
    }

    static TestDatabase database(TestDatabase.Kind kind) {
        return new TestDatabase(kind, "linking", "linking", new File("src/main/resources/db"));
    }

    void addTrigger(int ranking, LinkTrigger trigger) {
        triggers.add(plugIn("trigger", ranking, trigger));
    }

    long addStrategy(String id, int ranking, GroupSuggestionStrategy strategy) {
        PlugIn<GroupSuggestionStrategy> plugIn = plugIn(id, ranking, strategy);
        registry.add(plugIn);
        return plugIn.serviceId();
    }

    <S> PlugIn<S> plugIn(String id, int ranking, S service) {
        long serviceId = ids.incrementAndGet();
        return new PlugIn<>(
                serviceId,
                Optional.ofNullable(id),
                ranking,
                "bundle-" + serviceId,
                "1.0." + serviceId,
                () -> service,
                new Bulkhead("test-" + serviceId),
                new Bulkhead("test-scan-" + serviceId, 1));
    }

    /** The firm wants every strategy to be asked. */
    void askAll() {
        choices.choose(
                FIRM, choices.of(FIRM).version(), StrategyChoice.Mode.ALL, List.of(), OPERATOR);
    }

    /** A file is added, and its events arrive. */
    void add(String file, String siren, String email) {
        files.add(FIRM, file, siren, email);
        keyHandler.handle(event("clientfile.created", file, Map.of("clientFile", file)));
    }

    /** Waits for a scan to end. */
    Scan ended(String scan) {
        for (int i = 0; i < 20_000; i++) {
            Scan now = scans.find(FIRM, scan).orElseThrow();
            if (now.state() != Scan.State.RUNNING) {
                return now;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("The scan does not end.");
    }

    /** What was published arrives at the counter of decisions. */
    void countDecisions() {
        for (Recorder.Published published : events.events) {
            if (published.type().equals("linking.linked")
                    || published.type().equals("linking.dismissed")) {
                decisions.handle(event(published.type(), published.aggregate(), published.data()));
            }
        }
    }

    /** The operator changes an e-mail, and the event arrives. */
    void changeEmail(String file, String email) {
        String before = files.files.get(file).normalisedEmail().orElse(null);
        files.email(file, email);
        Map<String, String> data = new HashMap<>();
        data.put("clientFile", file);
        if (before != null) {
            data.put("before", before);
            data.put("beforeAsTyped", before);
        }
        files.files.get(file).normalisedEmail().ifPresent(after -> data.put("after", after));
        trigger.handle(event("clientfile.email-changed", file, data));
    }

    void created(String file) {
        trigger.handle(event("clientfile.created", file, Map.of("clientFile", file)));
    }

    Event event(String type, String aggregate, Map<String, String> data) {
        return new Event(
                UUID.randomUUID().toString(),
                type,
                aggregate,
                Optional.of(FIRM),
                OPERATOR,
                Instant.EPOCH,
                data);
    }

    /** The platform has answered. */
    void answered(String link, org.rattache.partner.api.LinkRequests.State state) {
        partner.states.put(link, state);
        platform.handle(event("partner.answered", link, Map.of("link", link)));
    }

    /** Preview and validation, as the window does it. */
    List<Link> link(String main, String... secondaries) {
        String digest = links.preview(FIRM, main, List.of(secondaries)).digest();
        return links.validate(
                FIRM, new Links.Validation(main, List.of(secondaries), digest, Map.of()), OPERATOR);
    }

    @Override
    public void close() {
        registry.deactivate();
        triggers.deactivate();
        try {
            scans.deactivate();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
