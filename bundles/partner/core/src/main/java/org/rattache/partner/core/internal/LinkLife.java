package org.rattache.partner.core.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.Person;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RelationEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.partner.core.internal.jpa.SpaceEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;

/**
 * What happens to links, whoever causes it. The caller holds the lock of the secondary's file: then
 * nobody else decides on its links until his transaction ends.
 */
final class LinkLife {

    private final Memberships memberships;
    private final EventPublisher events;
    private final Clock clock;

    LinkLife(Memberships memberships, EventPublisher events, Clock clock) {
        this.memberships = memberships;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The relation of a file, locked. A file without a space gets one that nobody holds and that
     * stands for this file alone.
     */
    RelationEntity locked(Ledger ledger, ClientFile file) {
        if (!ledger.lock(file.firm(), file.id())) {
            SpaceEntity space =
                    new SpaceEntity(
                            UUID.randomUUID().toString(),
                            file.name(),
                            file.siren(),
                            false,
                            clock.instant());
            ledger.add(space);
            ledger.add(
                    new RelationEntity(
                            file.firm(),
                            file.id(),
                            space.id(),
                            RelationEntity.State.PENDING,
                            clock.instant()));
        }
        return ledger.relation(file.firm(), file.id()).orElseThrow();
    }

    /** The active holders of the secondary who do not also hold the main account [PRODUCT S2]. */
    Set<String> ownHolders(LinkEntity link) {
        Set<String> own = ids(memberships.holders(link.secondarySpace()));
        own.removeAll(ids(memberships.holders(link.mainSpace())));
        return own;
    }

    private static Set<String> ids(List<Person> people) {
        return people.stream().map(Person::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether the secondary's own holder has still to agree before its documents may open. One who
     * has come since the link was validated is asked now.
     */
    boolean agreementMissing(Ledger ledger, LinkEntity link, Actor actor) {
        Set<String> own = ownHolders(link);
        if (own.isEmpty()) {
            // one who was asked and is gone now has not agreed: the firm must link again
            return link.agreement() == Agreement.PENDING;
        }
        if (link.agreement() == Agreement.GIVEN
                && link.agreedBy().filter(own::contains).isPresent()) {
            return false;
        }
        ask(ledger, link, actor);
        return true;
    }

    /** Asks the holder of the secondary, unless he is being asked. */
    void ask(Ledger ledger, LinkEntity link, Actor actor) {
        if (link.agreement() == Agreement.PENDING) {
            return;
        }
        ledger.agreement(link, Agreement.PENDING, Optional.empty(), clock.instant());
        request(ledger, link, Kind.AGREEMENT, link.secondarySpace(), actor, Map.of());
    }

    /** Sends a request into a space. */
    void request(
            Ledger ledger,
            LinkEntity link,
            Kind kind,
            String space,
            Actor actor,
            Map<String, String> more) {
        RequestEntity request =
                new RequestEntity(UUID.randomUUID().toString(), link, kind, space, clock.instant());
        ledger.add(request);
        Map<String, String> data = data(request);
        data.putAll(more);
        events.publish("partner.request-sent", request.id(), link.firm(), actor, data);
    }

    /** Tells of an answer. */
    void answered(String type, RequestEntity request, Actor actor, Map<String, String> more) {
        Map<String, String> data = data(request);
        data.putAll(more);
        events.publish(type, request.id(), request.firm(), actor, data);
    }

    private static Map<String, String> data(RequestEntity request) {
        Map<String, String> data = new HashMap<>();
        data.put("request", request.id());
        data.put("kind", request.kind().name().toLowerCase(Locale.ROOT));
        data.put("space", request.space());
        data.put("link", request.link());
        data.put("clientFile", request.clientFile());
        return data;
    }

    /** Its documents are open: both answers were given. */
    static boolean opened(Ledger ledger, LinkEntity link) {
        return link.inGroup()
                && ledger.requestsOf(link).stream()
                        .anyMatch(
                                request ->
                                        request.kind() == Kind.FIRM
                                                && request.state() == State.ACCEPTED);
    }

    /** Something that was shown has changed: link and requests are void [PRODUCT S2c]. */
    void makeVoid(Ledger ledger, LinkEntity link, Actor actor) {
        if (ledger.advance(link, LinkRequests.State.VOID, clock.instant())) {
            for (RequestEntity request : ledger.endRequests(link, State.VOID)) {
                answered("partner.voided", request, actor, Map.of());
            }
        }
    }

    /**
     * Ends a link and closes what it opened.
     *
     * @param space in which it was ended
     */
    void end(
            Ledger ledger,
            LinkEntity link,
            LinkRequests.State state,
            String type,
            String space,
            Actor actor) {
        if (ledger.advance(link, state, clock.instant())) {
            ledger.endRequests(link, State.CLOSED);
            events.publish(
                    type,
                    link.id(),
                    link.firm(),
                    actor,
                    Map.of("link", link.id(), "space", space, "clientFile", link.secondaryFile()));
        }
    }

    /** The holder of a space leaves a firm. */
    void leave(Ledger ledger, RelationEntity relation, Actor actor) {
        if (ledger.answerFirm(relation, RelationEntity.State.LEFT, clock.instant())) {
            events.publish(
                    "partner.left",
                    relation.clientFile(),
                    relation.firm(),
                    actor,
                    Map.of("space", relation.space(), "clientFile", relation.clientFile()));
        }
    }
}
