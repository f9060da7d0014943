package org.rattache.notification.core.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.Webhook;
import org.rattache.notification.api.WebhookDelivery;
import org.rattache.notification.api.Webhooks;
import org.rattache.notification.core.internal.jpa.FirmKey;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.core.internal.jpa.WebhookRow;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.api.Violations;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The webhooks of the firms. */
@Component(service = Webhooks.class)
public final class WebhookService implements Webhooks {

    private static final int MAX_URL = 500;
    private static final int MAX_TYPES = 40;
    private static final int SECRET_BYTES = 32;

    private final Transactions transactions;
    private final EventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public WebhookService(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events) {
        this(transactions, events, Clock.tickMillis(ZoneOffset.UTC));
    }

    WebhookService(Transactions transactions, EventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Page<Webhook> list(String firm, PageRequest page) {
        return transactions.call(
                em ->
                        Pages.read(
                                em,
                                "ntf_webhook",
                                WebhookRow.class,
                                Pages.where("firm_id = ?", firm),
                                page,
                                WebhookRow::getCreatedAt,
                                WebhookRow::getId,
                                WebhookService::webhook));
    }

    @Override
    public Optional<Webhook> find(String firm, String id) {
        return transactions.call(em -> row(em, firm, id).map(WebhookService::webhook));
    }

    @Override
    public Created create(String firm, Draft draft, Actor actor) {
        List<String> types = checked(draft);
        return transactions.call(
                em -> {
                    long count =
                            em.createQuery(
                                            "SELECT COUNT(w) FROM WebhookRow w WHERE w.firm = :firm",
                                            Long.class)
                                    .setParameter("firm", firm)
                                    .getSingleResult();
                    if (count >= MAX_PER_FIRM) {
                        throw DomainException.conflict(
                                "too-many-webhooks",
                                "A firm has at most "
                                        + MAX_PER_FIRM
                                        + " webhooks. Remove one first.");
                    }
                    byte[] secret = new byte[SECRET_BYTES];
                    random.nextBytes(secret);
                    WebhookRow row = new WebhookRow(firm, UUID.randomUUID().toString());
                    row.setUrl(draft.url().strip());
                    row.setSecret(
                            "whsec_"
                                    + Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(secret));
                    row.setTypes(String.join(",", types));
                    row.setActive(draft.active() == null || draft.active());
                    row.setCreatedAt(clock.instant());
                    em.persist(row);
                    em.flush();
                    publish("created", firm, row.getId(), actor);
                    return new Created(webhook(row), row.getSecret());
                });
    }

    @Override
    public Webhook change(String firm, String id, long version, Draft draft, Actor actor) {
        return transactions.call(
                em -> {
                    WebhookRow row = current(em, firm, id, version);
                    row.setTypes(String.join(",", checked(draft)));
                    row.setUrl(draft.url().strip());
                    row.setActive(draft.active() == null || draft.active());
                    em.flush();
                    publish("changed", firm, id, actor);
                    return webhook(row);
                });
    }

    @Override
    public void delete(String firm, String id, long version, Actor actor) {
        transactions.run(
                em -> {
                    em.remove(current(em, firm, id, version));
                    publish("deleted", firm, id, actor);
                });
    }

    @Override
    public Page<WebhookDelivery> deliveries(String firm, String id, PageRequest page) {
        return transactions.call(
                em -> {
                    if (row(em, firm, id).isEmpty()) {
                        throw DomainException.notFound();
                    }
                    return Pages.read(
                            em,
                            "ntf_message",
                            MessageRow.class,
                            Pages.where("firm_id = ?", firm).and("webhook_id = ?", id),
                            page,
                            MessageRow::getCreatedAt,
                            MessageRow::getId,
                            WebhookService::delivery);
                });
    }

    private static Optional<WebhookRow> row(EntityManager em, String firm, String id) {
        return Optional.ofNullable(em.find(WebhookRow.class, new FirmKey(firm, id)));
    }

    private static WebhookRow current(EntityManager em, String firm, String id, long version) {
        WebhookRow row = row(em, firm, id).orElseThrow(DomainException::notFound);
        if (row.getVersion() != version) {
            throw DomainException.stale();
        }
        return row;
    }

    private void publish(String fact, String firm, String id, Actor actor) {
        events.publish("notification.webhook-" + fact, id, firm, actor, Map.of("webhook", id));
    }

    /** Checks a draft; gives back its types, sorted. */
    private static List<String> checked(Draft draft) {
        Violations violations = new Violations().text("/url", draft.url(), MAX_URL);
        if (violations.isEmpty() && !isHttp(draft.url().strip())) {
            violations.add(
                    "/url",
                    "not-http",
                    "This must be an absolute http or https address without user, password or fragment.");
        }
        List<String> types = draft.types() == null ? List.of() : draft.types();
        if (types.isEmpty() || types.size() > MAX_TYPES) {
            violations.add("/types", "required", "Name 1 to " + MAX_TYPES + " types of events.");
        }
        for (int i = 0; i < Math.min(types.size(), MAX_TYPES); i++) {
            String type = types.get(i);
            if (type == null
                    || WebhookHandler.TYPES.stream().noneMatch(known -> matches(type, known))) {
                violations.add("/types/" + i, "unknown-type", "There is no such type of events.");
            }
        }
        violations.throwIfAny();
        return types.stream().distinct().sorted().toList();
    }

    /** A whole type, a module and .*, or a star for everything. */
    private static boolean matches(String pattern, String type) {
        return pattern.equals("*")
                || pattern.equals(type)
                || (pattern.endsWith(".*")
                        && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private static boolean isHttp(String text) {
        try {
            URI url = new URI(text);
            return ("https".equalsIgnoreCase(url.getScheme())
                            || "http".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && url.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Webhook webhook(WebhookRow row) {
        return new Webhook(
                row.getId(),
                row.getUrl(),
                List.of(row.getTypes().split(",", -1)),
                row.isActive(),
                row.getCreatedAt(),
                row.getVersion());
    }

    private static WebhookDelivery delivery(MessageRow row) {
        DeliveryState state = DeliveryState.valueOf(row.getState());
        return new WebhookDelivery(
                row.getId(),
                row.getEvent(),
                row.getTemplate(),
                state,
                row.getAttempts(),
                row.getCreatedAt(),
                nextAt(row, state),
                row.getSentAt(),
                row.getNote());
    }

    static Optional<Instant> nextAt(MessageRow row, DeliveryState state) {
        return state == DeliveryState.WAITING ? Optional.of(row.getNextAt()) : Optional.empty();
    }
}
