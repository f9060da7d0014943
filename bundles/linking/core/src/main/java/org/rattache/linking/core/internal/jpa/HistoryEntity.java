package org.rattache.linking.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.linking.api.Link;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** What happened to a link; written once. */
@Entity
@Table(name = "lnk_history")
@IdClass(FirmKey.class)
public class HistoryEntity {

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id private String id;

    @Column(name = "link_id")
    private String linkId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "happened_at")
    private Instant happenedAt;

    @Enumerated(EnumType.STRING)
    private Link.Action action;

    @Enumerated(EnumType.STRING)
    @Column(name = "actor_kind")
    private Actor.Kind actorKind;

    @Column(name = "actor_id")
    private String actorId;

    private String reason;

    @Version private long version;

    protected HistoryEntity() {}

    public HistoryEntity(
            LinkEntity link,
            Link.Action action,
            Actor actor,
            Optional<String> reason,
            Instant happenedAt) {
        this.firmId = link.getFirmId();
        this.id = UUID.randomUUID().toString();
        this.linkId = link.getId();
        this.happenedAt = happenedAt;
        this.action = action;
        this.actorKind = actor.kind();
        this.actorId = actor.id();
        this.reason = reason.orElse(null);
    }

    public Link.Entry toEntry() {
        return new Link.Entry(
                happenedAt, action, new Actor(actorKind, actorId), Optional.ofNullable(reason));
    }
}
