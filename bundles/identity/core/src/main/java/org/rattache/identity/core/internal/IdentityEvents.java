package org.rattache.identity.core.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.api.Actor;
import org.rattache.platform.event.EventPublisher;

/** The events of this module, as docs/events.md lists them. Each joins the caller's transaction. */
@Component(service = IdentityEvents.class)
public final class IdentityEvents {

    private final EventPublisher publisher;

    @Activate
    public IdentityEvents(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** What happened to a user, by himself. */
    void ofUser(String fact, String user) {
        ofUser(fact, user, Actor.user(user));
    }

    void ofUser(String fact, String user, Actor actor) {
        publisher.publish("identity." + fact, "user:" + user, null, actor, Map.of("user", user));
    }

    /** What happened to a log-in address; the addresses themselves stand in no event. */
    void ofAddress(String fact, String user, String change, Actor actor) {
        publisher.publish(
                "identity." + fact,
                "user:" + user,
                null,
                actor,
                Map.of("user", user, "change", change));
    }

    /** What happened to a holder of a space. No firm is to know of it. */
    void ofHolder(String fact, String space, String user, Actor actor, Map<String, String> more) {
        Map<String, String> data = new java.util.HashMap<>(more);
        data.put("space", space);
        data.put("user", user);
        publisher.publish("identity." + fact, "space:" + space, null, actor, data);
    }

    void ofOperator(String fact, String firm, String user, Actor actor, Map<String, String> more) {
        Map<String, String> data = new java.util.HashMap<>(more);
        data.put("user", user);
        publisher.publish("identity." + fact, "user:" + user, firm, actor, data);
    }

    void spaceActivated(String firm, String user, Map<String, String> data) {
        publisher.publish(
                "identity.space-activated",
                "user:" + user,
                firm,
                new Actor(Actor.Kind.LINK_HOLDER, user),
                data);
    }

    void firmCreated(String firm, Actor actor) {
        publisher.publish(
                "identity.firm-created", "firm:" + firm, firm, actor, Map.of("firm", firm));
    }

    void ofApiToken(String fact, String firm, String token, Actor actor) {
        publisher.publish(
                "identity." + fact, "token:" + token, firm, actor, Map.of("token", token));
    }
}
