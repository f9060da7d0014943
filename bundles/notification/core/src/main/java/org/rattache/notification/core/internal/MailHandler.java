package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Person;
import org.rattache.notification.api.Rhythm;
import org.rattache.notification.spi.ChannelName;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;
import org.rattache.platform.persistence.Transactions;

/**
 * Decides who is to be told of an event by mail, and stores what is to be sent. Sends nothing
 * itself: a mail server that is away holds up no event.
 */
@Component(service = {EventHandler.class, MailHandler.class})
@HandlesEvents(
        handler = "notification",
        types = {
            "identity.operator-invited",
            "identity.password-reset-requested",
            "identity.address-change-requested",
            "identity.holder-invited",
            "identity.holder-joined",
            "identity.holder-left",
            "identity.holder-removed",
            "clientfile.invited",
            "clientfile.email-changed",
            "partner.*",
            "document.sent",
            "document.received",
            "document.recalled"
        })
public final class MailHandler implements EventHandler {

    private final Transactions transactions;
    private final Directory directory;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public MailHandler(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Directory directory,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this(transactions, directory, settings, Clock.tickMillis(ZoneOffset.UTC));
    }

    MailHandler(Transactions transactions, Directory directory, Settings settings, Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void handle(Event event) {
        transactions.run(
                em -> {
                    Told told = new Told(em, event, clock.instant());
                    switch (event.type()) {
                        case "identity.operator-invited" -> told.invitedOperator(event.get("user"));
                        case "identity.password-reset-requested" ->
                                told.user(
                                        MailTemplate.PASSWORD_RESET,
                                        Audience.USER,
                                        event.get("user"));
                        case "identity.address-change-requested" -> {
                            String change = event.get("change");
                            told.user(
                                    MailTemplate.ADDRESS_CHANGE_TOLD, Audience.OLD_ADDRESS, change);
                            told.user(MailTemplate.ADDRESS_CHANGE, Audience.NEW_ADDRESS, change);
                        }
                        case "identity.holder-invited" -> {
                            told.user(
                                    MailTemplate.HOLDER_INVITATION,
                                    Audience.INVITED_HOLDER,
                                    event.get("invitation"));
                            told.holdersOfChange();
                        }
                        case "identity.holder-joined", "identity.holder-left" ->
                                told.holdersOfChange();
                        case "identity.holder-removed" -> {
                            told.holdersOfChange();
                            told.add(
                                    MailTemplate.HOLDERS_CHANGED,
                                    Audience.USER,
                                    event.get("user"),
                                    Map.of("user", event.get("user")));
                        }
                        case "clientfile.invited" -> invited(told, event);
                        case "clientfile.email-changed" -> emailChanged(told, event);
                        case "partner.request-sent" -> requestSent(told, event);
                        case "partner.closed" -> told.closed();
                        case "partner.delay-ended" -> told.readers(MailTemplate.DELAY_ENDED);
                        case "partner.accepted",
                                "partner.group-accepted",
                                "partner.agreed",
                                "partner.refused",
                                "partner.voided",
                                "partner.left",
                                "partner.frozen" ->
                                told.operators(MailTemplate.REQUEST_ANSWERED);
                        case "document.sent" -> told.batch(Batches.Direction.SENT);
                        case "document.received" -> told.batch(Batches.Direction.RECEIVED);
                        case "document.recalled" -> told.recalled();
                        default -> {
                            // a fact of the partner module that nobody is told of
                        }
                    }
                });
    }

    private void invited(Told told, Event event) {
        told.firm()
                .flatMap(firm -> directory.clientFile(firm, event.get("clientFile")))
                .flatMap(file -> file.data().email())
                .ifPresent(email -> told.contact(MailTemplate.INVITATION, Audience.CONTACT, email));
    }

    private void emailChanged(Told told, Event event) {
        Optional<String> former =
                Optional.ofNullable(event.data().get("beforeAsTyped"))
                        .or(() -> Optional.ofNullable(event.data().get("before")));
        if (former.isPresent() && !isHeld(event)) {
            told.contact(
                    MailTemplate.FORMER_CONTACT_CHANGED, Audience.FORMER_CONTACT, former.get());
        }
    }

    private void requestSent(Told told, Event event) {
        Optional<String> former = Optional.ofNullable(event.data().get("formerEmail"));
        if (former.isPresent() && !isHeld(event)) {
            told.contact(MailTemplate.FORMER_CONTACT_LINKED, Audience.FORMER_CONTACT, former.get());
        }
        told.requested();
    }

    private boolean isHeld(Event event) {
        return event.firm()
                .map(firm -> directory.isHeld(firm, event.get("clientFile")))
                .orElse(false);
    }

    /** Who is told of one event. */
    private final class Told {

        private final EntityManager em;
        private final Event event;
        private final Instant now;

        Told(EntityManager em, Event event, Instant now) {
            this.em = em;
            this.event = event;
            this.now = now;
        }

        Optional<String> firm() {
            return event.firm();
        }

        void contact(MailTemplate template, Audience audience, String address) {
            add(template, audience, address, Map.of("shown", PlainText.masked(address)));
        }

        void invitedOperator(String user) {
            add(
                    MailTemplate.OPERATOR_INVITATION,
                    Audience.INVITED_OPERATOR,
                    user,
                    event.firm()
                            .flatMap(firm -> directory.invitedOperator(firm, user))
                            .map(person -> Map.of("shown", PlainText.masked(person.email())))
                            .orElse(Map.of()));
        }

        void user(MailTemplate template, Audience audience, String recipient) {
            add(template, audience, recipient, Map.of());
        }

        void operators(MailTemplate template) {
            for (Person operator : operatorsOf(event.firm())) {
                add(
                        template,
                        Audience.OPERATOR,
                        operator.id(),
                        Map.of("shown", PlainText.masked(operator.email())));
            }
        }

        private List<Person> operatorsOf(Optional<String> firm) {
            return firm.map(directory::operators).orElse(List.of());
        }

        /** Who has not heard of the link yet need not hear that it is none any more. */
        void closed() {
            Set<String> untold = Requests.withdraw(em, event);
            for (Person holder : directory.holders(event.get("space"))) {
                if (!untold.contains(holder.id())) {
                    add(MailTemplate.LINK_CLOSED, Audience.HOLDER, holder.id(), Map.of());
                }
            }
        }

        void requested() {
            for (Person holder : directory.holders(event.get("space"))) {
                Requests.add(em, event, holder.id(), now);
            }
        }

        /**
         * The holders of the space, if they may still read the file's documents when it is sent.
         */
        void readers(MailTemplate template) {
            for (Person holder : directory.holders(event.get("space"))) {
                add(template, Audience.READER, holder.id(), Map.of());
            }
        }

        /** Every holder of the space but who did it himself. */
        void holdersOfChange() {
            for (Person holder : directory.holders(event.get("space"))) {
                if (!holder.id().equals(event.actor().id())) {
                    add(
                            MailTemplate.HOLDERS_CHANGED,
                            Audience.HOLDER,
                            holder.id(),
                            Map.of("user", event.get("user")));
                }
            }
        }

        void batch(Batches.Direction direction) {
            Batches.add(em, event, direction, now, settings.quiet());
        }

        void recalled() {
            String file = event.data().get("clientFile");
            String document = event.data().get("document");
            if (event.firm().isPresent() && file != null && document != null) {
                Batches.remove(em, event.firm().get(), file, document);
            }
        }

        private void add(
                MailTemplate template,
                Audience audience,
                String recipient,
                Map<String, String> more) {
            Map<String, String> data = new HashMap<>(more);
            for (String key : List.of("kind", "space", "link", "request", "reason")) {
                String value = event.data().get(key);
                if (value != null) {
                    data.put(key, value);
                }
            }
            data.put("type", event.type());
            Messages.add(
                    em,
                    new Draft(
                            event.firm().orElse(Messages.NO_FIRM),
                            ChannelName.MAIL,
                            template.text(),
                            audience,
                            recipient,
                            Optional.ofNullable(event.data().get("clientFile")),
                            Optional.empty(),
                            event.id(),
                            data,
                            template.triedFor()),
                    now);
        }
    }

    /** Turns documents whose quiet time is over into mails; true when there were some. */
    boolean expandBatch() {
        return transactions.call(
                em -> {
                    Instant now = clock.instant();
                    Optional<Batches.Batch> taken = Batches.take(em, now);
                    taken.filter(batch -> !batch.sentAt().isEmpty())
                            .ifPresent(batch -> expand(em, batch, now));
                    return taken.isPresent();
                });
    }

    private void expand(EntityManager em, Batches.Batch batch, Instant now) {
        if (batch.direction() == Batches.Direction.SENT) {
            directory
                    .readers(batch.firm(), batch.clientFile(), batch.sentAt())
                    .forEach((person, sentAt) -> tellReader(em, batch, person, sentAt, now));
        } else {
            for (Person operator : directory.operators(batch.firm())) {
                addBatch(
                        em,
                        batch,
                        MailTemplate.DOCUMENTS_FROM_CLIENT,
                        Audience.OPERATOR,
                        operator,
                        Map.of(
                                "documents",
                                Integer.toString(batch.sentAt().size()),
                                "shown",
                                PlainText.masked(operator.email())),
                        now);
            }
        }
    }

    private void tellReader(
            EntityManager em,
            Batches.Batch batch,
            Person person,
            List<Instant> sentAt,
            Instant now) {
        Optional<Instant> newest = sentAt.stream().max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            return;
        }
        Rhythm rhythm = StoredNewsPreferences.find(em, person.id()).rhythm();
        if (rhythm == Rhythm.AT_ONCE) {
            addBatch(
                    em,
                    batch,
                    MailTemplate.DOCUMENTS_RECEIVED,
                    Audience.READER,
                    person,
                    Map.of(
                            "documents",
                            Integer.toString(sentAt.size()),
                            "newest",
                            newest.get().toString()),
                    now);
        } else {
            News.add(
                    em,
                    person.id(),
                    new News.Item(batch.firm(), batch.clientFile(), sentAt.size(), newest.get()),
                    batch.event(),
                    settings.newsTimes().next(rhythm, now),
                    now);
        }
    }

    private static void addBatch(
            EntityManager em,
            Batches.Batch batch,
            MailTemplate template,
            Audience audience,
            Person person,
            Map<String, String> data,
            Instant now) {
        Messages.add(
                em,
                new Draft(
                        batch.firm(),
                        ChannelName.MAIL,
                        template.text(),
                        audience,
                        person.id(),
                        Optional.of(batch.clientFile()),
                        Optional.empty(),
                        batch.event(),
                        data,
                        template.triedFor()),
                now);
    }
}
