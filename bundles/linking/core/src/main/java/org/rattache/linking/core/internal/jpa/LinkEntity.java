package org.rattache.linking.core.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.linking.api.LinkState;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** A link, running or ended. */
@Entity
@Table(name = "lnk_link")
@IdClass(FirmKey.class)
public class LinkEntity {

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id private String id;

    @Column(name = "main_id")
    private String mainId;

    @Column(name = "secondary_id")
    private String secondaryId;

    private boolean active;

    /** As far as the events of the platform have told: for counts and filters. */
    @Enumerated(EnumType.STRING)
    private LinkState state;

    private String reason;

    @Column(name = "former_email")
    private String formerEmail;

    @Column(name = "replaces_id")
    private String replacesId;

    @Column(name = "replaced_by_id")
    private String replacedById;

    @Column(name = "strategy_id")
    private String strategyId;

    @Column(name = "strategy_bundle")
    private String strategyBundle;

    @Column(name = "strategy_version")
    private String strategyVersion;

    @Enumerated(EnumType.STRING)
    @Column(name = "actor_kind")
    private Actor.Kind actorKind;

    @Column(name = "actor_id")
    private String actorId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "changed_at")
    private Instant changedAt;

    @Version private long version;

    protected LinkEntity() {}

    public LinkEntity(
            String firmId, String id, String mainId, String secondaryId, Actor actor, Instant now) {
        this.firmId = firmId;
        this.id = id;
        this.mainId = mainId;
        this.secondaryId = secondaryId;
        this.active = true;
        this.state = LinkState.PENDING;
        this.actorKind = actor.kind();
        this.actorId = actor.id();
        this.createdAt = now;
        this.changedAt = now;
    }

    /** Takes over what the platform says. */
    public void become(LinkState next, String why, Instant now) {
        state = next;
        reason = why;
        changedAt = now;
        active = next != LinkState.CLOSED && next != LinkState.LEFT;
    }

    public String getFirmId() {
        return firmId;
    }

    public String getId() {
        return id;
    }

    public String getMainId() {
        return mainId;
    }

    public String getSecondaryId() {
        return secondaryId;
    }

    public boolean isActive() {
        return active;
    }

    public LinkState getState() {
        return state;
    }

    public String getReason() {
        return reason;
    }

    public String getFormerEmail() {
        return formerEmail;
    }

    public void setFormerEmail(String formerEmail) {
        this.formerEmail = formerEmail;
    }

    public String getReplacesId() {
        return replacesId;
    }

    public void setReplacesId(String replacesId) {
        this.replacesId = replacesId;
    }

    public String getReplacedById() {
        return replacedById;
    }

    public void setReplacedById(String replacedById) {
        this.replacedById = replacedById;
    }

    public String getStrategyId() {
        return strategyId;
    }

    public String getStrategyBundle() {
        return strategyBundle;
    }

    public String getStrategyVersion() {
        return strategyVersion;
    }

    /** Remembers which strategy had suggested the link. */
    public void setStrategy(String strategy, String bundle, String bundleVersion) {
        strategyId = strategy;
        strategyBundle = bundle;
        strategyVersion = bundleVersion;
    }

    public Actor actor() {
        return new Actor(actorKind, actorId);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getChangedAt() {
        return changedAt;
    }

    public long getVersion() {
        return version;
    }
}
