package org.rattache.notification.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The webhooks of a firm. Whether the caller may administer it is checked before. What belongs to
 * another firm is NOT_FOUND. Thread-safe; one call is one transaction, or part of the caller's.
 */
@ProviderType
public interface Webhooks {

    /** How many keys a cursor has. */
    int CURSOR_KEYS = 2;

    /** More than this many a firm are refused. */
    int MAX_PER_FIRM = 20;

    /** What a caller writes; null where he wrote nothing. */
    record Draft(String url, List<String> types, Boolean active) {}

    /**
     * A new webhook.
     *
     * @param secret the key of its signatures, shown this once
     */
    record Created(Webhook webhook, String secret) {}

    Page<Webhook> list(String firm, PageRequest page);

    Optional<Webhook> find(String firm, String id);

    /**
     * Registers a webhook; it is active unless the draft says otherwise.
     *
     * @throws org.rattache.platform.api.DomainException INVALID with every faulty field; CONFLICT
     *     {@code too-many-webhooks}
     */
    Created create(String firm, Draft draft, Actor actor);

    /**
     * Changes address, types and whether it is active; its secret stays.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE, INVALID
     */
    Webhook change(String firm, String id, long version, Draft draft, Actor actor);

    /**
     * Removes a webhook; what waits for it is dropped.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND, STALE
     */
    void delete(String firm, String id, long version, Actor actor);

    /**
     * What was sent to a webhook, newest first.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND
     */
    Page<WebhookDelivery> deliveries(String firm, String id, PageRequest page);
}
