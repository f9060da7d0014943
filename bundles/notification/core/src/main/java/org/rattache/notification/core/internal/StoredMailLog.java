package org.rattache.notification.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.ActionSource;
import org.rattache.notification.api.DeliveryState;
import org.rattache.notification.api.LoggedMail;
import org.rattache.notification.api.MailLog;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.ChannelName;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.persistence.Transactions;

/** The log of a firm's mails, and what of it waits for an operator. */
@Component(service = {MailLog.class, ActionSource.class})
public final class StoredMailLog implements MailLog, ActionSource {

    private static final String TABLE = "ntf_message";

    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public StoredMailLog(
            @Reference(target = "(unit=notification)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(transactions, Clock.tickMillis(ZoneOffset.UTC));
    }

    StoredMailLog(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Page<LoggedMail> list(String firm, Optional<DeliveryState> state, PageRequest page) {
        return transactions.call(
                em -> {
                    Pages.Where where = mailsOf(firm);
                    state.ifPresent(s -> where.and("state = ?", s.name()));
                    return Pages.read(
                            em,
                            TABLE,
                            MessageRow.class,
                            where,
                            page,
                            MessageRow::getCreatedAt,
                            MessageRow::getId,
                            StoredMailLog::logged);
                });
    }

    private static Pages.Where mailsOf(String firm) {
        return Pages.where("firm_id = ?", firm).and("channel = ?", ChannelName.MAIL);
    }

    @Override
    public Optional<LoggedMail> find(String firm, String id) {
        return transactions.call(
                em ->
                        Messages.find(em, new Messages.Key(firm, id))
                                .filter(row -> row.getChannel().equals(ChannelName.MAIL))
                                .map(StoredMailLog::logged));
    }

    @Override
    public LoggedMail retry(String firm, String id) {
        return transactions.call(
                em -> {
                    LoggedMail mail = find(firm, id).orElseThrow(DomainException::notFound);
                    Instant now = clock.instant();
                    int again =
                            em.createQuery(
                                            "UPDATE MessageRow m SET m.state = 'WAITING', m.attempts = 0,"
                                                    + " m.nextAt = :now, m.expiresAt = :until, m.version = m.version + 1"
                                                    + " WHERE m.firm = :firm AND m.id = :id AND m.state = 'FAILED'")
                                    .setParameter("now", now)
                                    .setParameter(
                                            "until",
                                            now.plus(MailTemplate.of(mail.template()).triedFor()))
                                    .setParameter("firm", firm)
                                    .setParameter("id", id)
                                    .executeUpdate();
                    if (again == 0) {
                        throw DomainException.conflict(
                                "not-failed",
                                "Only a failed mail can be sent again; this one is "
                                        + mail.state()
                                        + ".");
                    }
                    em.clear();
                    return find(firm, id).orElseThrow(DomainException::notFound);
                });
    }

    @Override
    public List<Action> actions(String firm) {
        long failed =
                transactions.call(
                        em ->
                                Pages.count(
                                        em,
                                        TABLE,
                                        mailsOf(firm)
                                                .and("state = ?", DeliveryState.FAILED.name())));
        return List.of(
                new Action(
                        "mails-failed",
                        Math.min(failed, Page.EXACT_UP_TO),
                        "/api/notification/v1/firms/" + firm + "/mails?state=FAILED"));
    }

    private static LoggedMail logged(MessageRow row) {
        DeliveryState state = DeliveryState.valueOf(row.getState());
        return new LoggedMail(
                row.getId(),
                row.getTemplate(),
                Data.read(row.getData()).getOrDefault("shown", "***"),
                row.getClientFile(),
                state,
                row.getAttempts(),
                row.getCreatedAt(),
                WebhookService.nextAt(row, state),
                row.getSentAt(),
                row.getNote(),
                row.getVersion());
    }
}
