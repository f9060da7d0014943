package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Memberships;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.Actor;

/** The platform's side in memory. */
final class FakePartner implements LinkRequests, Spaces {

    final Set<String> active = ConcurrentHashMap.newKeySet();
    final List<LinkOrder> orders = new CopyOnWriteArrayList<>();
    final Map<String, State> states = new ConcurrentHashMap<>();

    @Override
    public void open(LinkOrder order) {
        orders.add(order);
        states.put(order.link(), State.PENDING);
    }

    @Override
    public void close(String firm, String link, Actor actor) {
        states.put(link, State.CLOSED);
    }

    @Override
    public Map<String, Status> statuses(String firm, Collection<String> links) {
        Map<String, Status> statuses = new HashMap<>();
        for (String link : links) {
            if (states.containsKey(link)) {
                State state = states.get(link);
                statuses.put(
                        link,
                        new Status(
                                link,
                                state,
                                state == State.GROUP_ACCEPTED,
                                state == State.REFUSED ? Optional.of("not mine") : Optional.empty(),
                                Instant.EPOCH));
            }
        }
        return statuses;
    }

    @Override
    public Optional<Space> find(String space) {
        return Optional.empty();
    }

    @Override
    public Optional<Space> ofClientFile(String firm, String clientFile) {
        return active.contains(clientFile)
                ? Optional.of(new Space("space-" + clientFile, clientFile, Optional.empty()))
                : Optional.empty();
    }

    @Override
    public Map<String, Space> ofClientFiles(String firm, Collection<String> clientFiles) {
        Map<String, Space> spaces = new HashMap<>();
        clientFiles.forEach(
                file -> ofClientFile(firm, file).ifPresent(space -> spaces.put(file, space)));
        return spaces;
    }

    @Override
    public Set<String> active(String firm, Collection<String> clientFiles) {
        return clientFiles.stream().filter(active::contains).collect(Collectors.toSet());
    }

    final Map<String, Instant> logIns = new ConcurrentHashMap<>();

    /** When somebody was in a space last; nothing else of the memberships is asked here. */
    Memberships memberships() {
        return (Memberships)
                Proxy.newProxyInstance(
                        Memberships.class.getClassLoader(),
                        new Class<?>[] {Memberships.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("lastLogIns")) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            Map<String, Instant> asked = new HashMap<>(logIns);
                            asked.keySet().retainAll((Collection<?>) arguments[0]);
                            return asked;
                        });
    }

    /** Documents in numbers. */
    /** What the firm demands. */
    LinkSafeguards.Safeguards demanded = LinkSafeguards.Safeguards.OFF;

    LinkSafeguards safeguards() {
        return (LinkSafeguards)
                Proxy.newProxyInstance(
                        FakePartner.class.getClassLoader(),
                        new Class<?>[] {LinkSafeguards.class},
                        (proxy, method, arguments) -> {
                            assertEquals("find", method.getName());
                            return new LinkSafeguards.Setting(demanded, 1);
                        });
    }

    static final class Documents implements DocumentCounts {

        final Map<String, Long> ofFile = new ConcurrentHashMap<>();

        @Override
        public Map<Key, Map<String, Long>> sent(Collection<Key> keys) {
            Map<Key, Map<String, Long>> sent = new HashMap<>();
            for (Key key : keys) {
                if (ofFile.containsKey(key.clientFile())) {
                    sent.put(key, Map.of("application/pdf", ofFile.get(key.clientFile())));
                }
            }
            return sent;
        }

        @Override
        public Map<Key, Long> unread(String space, Collection<Key> keys) {
            throw new UnsupportedOperationException();
        }
    }
}
