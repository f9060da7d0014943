package org.rattache.partner.core.internal;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.Person;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The real module on a real database, with the other modules as maps. */
final class World {

    /** Somebody with a space. */
    record Holder(String user, String space) {
        Actor actor() {
            return Actor.user(user);
        }
    }

    final Map<String, Firm> firms = new ConcurrentHashMap<>();
    final Map<String, ClientFile> files = new ConcurrentHashMap<>();
    final Map<String, Set<String>> holders = new ConcurrentHashMap<>();
    final Set<String> disabled = ConcurrentHashMap.newKeySet();
    final Set<String> operators = ConcurrentHashMap.newKeySet();
    final Map<DocumentCounts.Key, Map<String, Long>> sent = new ConcurrentHashMap<>();
    final Map<String, Map<String, String>> tokens = new ConcurrentHashMap<>();
    final List<Event> events = new CopyOnWriteArrayList<>();

    /** Events of this type cannot be stored. */
    String failing;

    final Ticking clock = new Ticking();

    final Transactions transactions;
    final DatabaseAccessFilter filter;
    final SafeguardDesk safeguards;
    final SpaceDirectory spaces;
    final DelayEnds delays;
    final LinkDesk links;
    final AnswerDesk requests;
    final PartnerBook partners;
    final FreezeDesk freezes;
    final SpaceArrivals arrivals;
    final AddressChanges addresses;

    World(Transactions transactions) {
        this.transactions = transactions;
        ClientFiles clientFiles = clientFiles();
        FakeMemberships memberships = new FakeMemberships();
        FakeCounts counts = new FakeCounts();
        EventPublisher publisher =
                (type, aggregate, firm, actor, data) -> {
                    if (type.equals(failing)) {
                        throw new IllegalStateException("outbox");
                    }
                    events.add(event(type, aggregate, firm, actor, data));
                };
        filter = new DatabaseAccessFilter(transactions, memberships, clock);
        safeguards = new SafeguardDesk(transactions, publisher, clock);
        delays = new DelayEnds(transactions, publisher, clock);
        spaces = new SpaceDirectory(transactions, memberships);
        links =
                new LinkDesk(
                        transactions,
                        clientFiles,
                        id -> Optional.ofNullable(firms.get(id)),
                        memberships,
                        publisher,
                        clock);
        requests =
                new AnswerDesk(
                        transactions,
                        clientFiles,
                        id -> Optional.ofNullable(firms.get(id)),
                        memberships,
                        counts,
                        publisher,
                        clock);
        partners =
                new PartnerBook(
                        transactions,
                        memberships,
                        id -> Optional.ofNullable(firms.get(id)),
                        filter,
                        counts,
                        publisher,
                        clock);
        freezes =
                new FreezeDesk(
                        transactions,
                        new FakeLinks(),
                        clientFiles,
                        id -> Optional.ofNullable(firms.get(id)),
                        memberships,
                        publisher,
                        clock);
        arrivals = new SpaceArrivals(transactions, clientFiles, memberships, publisher, clock);
        addresses =
                new AddressChanges(
                        transactions,
                        clientFiles,
                        id -> Optional.ofNullable(firms.get(id)),
                        memberships,
                        publisher,
                        clock);
    }

    // what happens outside the module

    Firm firm(String name) {
        Firm firm = new Firm(id(), name, Optional.of("73282932000074"));
        firms.put(firm.id(), firm);
        operators.add(firm.id() + "/operator");
        return firm;
    }

    static Actor operator() {
        return Actor.user("operator");
    }

    ClientFile file(Firm firm, String name, String email) {
        return file(firm, name, email, null);
    }

    ClientFile file(Firm firm, String name, String email, String siren) {
        ClientFile file = fileOf(firm.id(), id(), name, email, siren);
        files.put(file.firm() + "/" + file.id(), file);
        return file;
    }

    private ClientFile fileOf(String firm, String id, String name, String email, String siren) {
        ClientFileData data =
                new ClientFileData(
                        name,
                        Optional.ofNullable(siren),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(email),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new ClientFile(
                firm,
                id,
                data,
                Optional.ofNullable(siren),
                Optional.ofNullable(email),
                false,
                Optional.empty(),
                clock.now(),
                clock.now(),
                1);
    }

    /** Changes a file without an event. */
    void rewrite(ClientFile file, String name, String email) {
        files.put(
                file.firm() + "/" + file.id(),
                fileOf(file.firm(), file.id(), name, email, file.siren().orElse(null)));
    }

    /** Changes an e-mail; the event is given back, not delivered. */
    Event changeEmail(ClientFile file, String email) {
        rewrite(file, files.get(file.firm() + "/" + file.id()).name(), email);
        return event(
                "clientfile.email-changed",
                file.id(),
                file.firm(),
                operator(),
                Map.of("clientFile", file.id(), "after", email));
    }

    /** Somebody who is new takes up the firm's invitation. */
    Holder activate(ClientFile file) {
        return activate(file, id(), true);
    }

    /** Somebody who has a log-in takes up the firm's invitation. */
    Holder activate(ClientFile file, String user) {
        return activate(file, user, false);
    }

    private Holder activate(ClientFile file, String user, boolean newUser) {
        String space = id();
        if (newUser) {
            holders.computeIfAbsent(space, s -> ConcurrentHashMap.newKeySet()).add(user);
        }
        arrivals.handle(activation(file, user, space, newUser));
        return new Holder(
                user,
                spaces.ofClientFile(file.firm(), file.id())
                        .filter(found -> isHolder(found.id(), user))
                        .map(found -> found.id())
                        .orElse(space));
    }

    Event activation(ClientFile file, String user, String space, boolean newUser) {
        Map<String, String> data = new HashMap<>();
        data.put("user", user);
        data.put("clientFile", file.id());
        data.put("company", file.name());
        data.put("space", space);
        data.put("newUser", Boolean.toString(newUser));
        files.get(file.firm() + "/" + file.id())
                .normalisedEmail()
                .ifPresent(email -> data.put("contact", email));
        file.siren().ifPresent(siren -> data.put("siren", siren));
        return event("identity.space-activated", user, file.firm(), Actor.user(user), data);
    }

    boolean isHolder(String space, String user) {
        return holders.getOrDefault(space, Set.of()).contains(user) && !disabled.contains(user);
    }

    Event event(String type, String aggregate, String firm, Actor actor, Map<String, String> data) {
        return new Event(
                id(), type, aggregate, Optional.ofNullable(firm), actor, clock.instant(), data);
    }

    // what happens in it

    /** What the firm demands of links that are opened from now on. */
    void demand(String firm, int delayDays, boolean code) {
        safeguards.change(
                firm,
                safeguards.find(firm).version(),
                new LinkSafeguards.Safeguards(delayDays, code),
                operator());
    }

    String link(ClientFile main, ClientFile secondary) {
        String link = id();
        links.open(
                new LinkRequests.LinkOrder(
                        link,
                        secondary.firm(),
                        main.id(),
                        secondary.id(),
                        Optional.of("former@example.org"),
                        operator()));
        return link;
    }

    PartnerRequests.Request request(String space, String link, Kind kind) {
        return requests.list(space, Optional.empty(), PageRequest.first(200)).items().stream()
                .filter(request -> request.link().equals(link) && request.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No request " + kind + " in " + space));
    }

    PartnerRequests.Request accept(Holder holder, String link, Kind kind) {
        return requests.accept(
                holder.space(), request(holder.space(), link, kind).id(), holder.actor());
    }

    PartnerRequests.Request acceptGroup(Holder holder, String link) {
        return acceptGroup(holder, link, Optional.empty());
    }

    PartnerRequests.Request acceptGroup(Holder holder, String link, Optional<String> code) {
        return requests.acceptGroup(
                holder.space(),
                request(holder.space(), link, Kind.COMPANY).id(),
                code,
                holder.actor());
    }

    PartnerRequests.Request refuse(Holder holder, String link, Kind kind, String reason) {
        return requests.refuse(
                holder.space(),
                request(holder.space(), link, kind).id(),
                Optional.ofNullable(reason),
                holder.actor());
    }

    /** The three answers of the practical case. */
    void acceptAll(Holder main, String link) {
        accept(main, link, Kind.COMPANY);
        acceptGroup(main, link);
        accept(main, link, Kind.FIRM);
    }

    LinkRequests.Status status(ClientFile file, String link) {
        return links.statuses(file.firm(), List.of(link)).get(link);
    }

    boolean reads(String space, ClientFile file) {
        boolean there =
                filter.readableBy(space).stream()
                        .anyMatch(
                                source ->
                                        source.firm().equals(file.firm())
                                                && source.clientFile().equals(file.id()));
        boolean back =
                filter.readersOf(file.firm(), file.id()).stream()
                        .anyMatch(reader -> reader.space().equals(space));
        if (there != back) {
            throw new AssertionError("readableBy and readersOf disagree on " + file.name());
        }
        return there;
    }

    boolean reads(Holder holder, ClientFile file) {
        return reads(holder.space(), file);
    }

    Set<Source> readable(Holder holder) {
        return filter.readableBy(holder.space());
    }

    String freezeToken(ClientFile file) {
        String token = id();
        tokens.put(token, Map.of("firm", file.firm(), "clientFile", file.id()));
        return token;
    }

    void leave(Holder holder, String partner) {
        long version = partners.find(holder.space(), partner).orElseThrow().version();
        partners.leave(holder.space(), partner, version, holder.actor());
    }

    List<String> eventTypes() {
        return events.stream().map(Event::type).toList();
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    /** Every reading is a millisecond after the one before. */
    static final class Ticking extends Clock {
        private final AtomicLong millis =
                new AtomicLong(Instant.parse("2026-03-01T08:00:00Z").toEpochMilli());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }

        Instant now() {
            return Instant.ofEpochMilli(millis.get());
        }

        void pass(Duration time) {
            millis.addAndGet(time.toMillis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class FakeMemberships implements Memberships {
        @Override
        public List<Person> operators(String firm) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean mayActFor(String firm, Actor actor) {
            return operators.contains(firm + "/" + actor.id());
        }

        @Override
        public List<Person> holders(String space) {
            return holders.getOrDefault(space, Set.of()).stream()
                    .filter(user -> !disabled.contains(user))
                    .map(user -> new Person(user, user, user + "@example.org", "fr"))
                    .toList();
        }

        @Override
        public Set<String> held(Collection<String> spaces) {
            return spaces.stream()
                    .filter(space -> !holders(space).isEmpty())
                    .collect(Collectors.toSet());
        }

        @Override
        public Map<String, Instant> lastLogIns(Collection<String> spaces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isHolder(String space, String user) {
            return World.this.isHolder(space, user);
        }

        @Override
        public Set<String> spacesOf(String user) {
            return holders.keySet().stream()
                    .filter(space -> isHolder(space, user))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public void grant(String space, String name, String user) {
            holders.computeIfAbsent(space, s -> ConcurrentHashMap.newKeySet()).add(user);
        }

        @Override
        public void revoke(String space, String user) {
            holders.getOrDefault(space, new TreeSet<>()).remove(user);
        }

        @Override
        public boolean heldByAddress(String space, String normalisedEmail) {
            throw new UnsupportedOperationException();
        }
    }

    /** Only what the module asks for; whatever else that service can do is not used here. */
    private ClientFiles clientFiles() {
        return (ClientFiles)
                Proxy.newProxyInstance(
                        ClientFiles.class.getClassLoader(),
                        new Class<?>[] {ClientFiles.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "find" -> file(arguments[0], arguments[1]);
                                    case "findAll" ->
                                            ((Collection<?>) arguments[1])
                                                    .stream()
                                                            .map(id -> file(arguments[0], id))
                                                            .flatMap(Optional::stream)
                                                            .collect(
                                                                    Collectors.toMap(
                                                                            ClientFile::id,
                                                                            file -> file));
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private Optional<ClientFile> file(Object firm, Object id) {
        return Optional.ofNullable(files.get(firm + "/" + id));
    }

    private final class FakeCounts implements DocumentCounts {
        @Override
        public Map<Key, Map<String, Long>> sent(Collection<Key> keys) {
            return keys.stream()
                    .filter(sent::containsKey)
                    .collect(Collectors.toMap(key -> key, sent::get));
        }

        @Override
        public Map<Key, Long> unread(String space, Collection<Key> keys) {
            return sent(keys).entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry ->
                                            entry.getValue().values().stream()
                                                    .mapToLong(Long::longValue)
                                                    .sum()));
        }
    }

    private final class FakeLinks implements OneTimeLinks {
        @Override
        public String issue(Purpose purpose, Map<String, String> data, Duration validity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Map<String, String>> peek(Purpose purpose, String token) {
            return Optional.ofNullable(tokens.get(token))
                    .filter(data -> purpose == Purpose.LINK_FREEZE);
        }

        @Override
        public Map<String, String> consume(Purpose purpose, String token) {
            return peek(purpose, token).orElseThrow(DomainException::notFound);
        }
    }
}
