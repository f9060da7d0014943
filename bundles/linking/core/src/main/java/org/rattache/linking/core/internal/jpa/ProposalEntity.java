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
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.Link;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** Where the last change of a client file's e-mail has led; its id is the client file's. */
@Entity
@Table(name = "lnk_proposal")
@IdClass(FirmKey.class)
public class ProposalEntity {

    /** Where a proposal stands. */
    public enum State {
        OPEN,
        /** The e-mail is nobody else's. */
        CLOSED,
        /** An operator wants none until the e-mail changes again. */
        DISMISSED,
        LINKED,
        /** The e-mail stands in too many files of unrelated companies to be proposed. */
        SHARED
    }

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id private String id;

    @Enumerated(EnumType.STRING)
    private State state;

    private String email;

    @Column(name = "former_email")
    private String formerEmail;

    @Column(name = "counterpart_id")
    private String counterpartId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "changed_at")
    private Instant changedAt;

    private String reason;

    @Enumerated(EnumType.STRING)
    private ClientToLink.Kind kind;

    private String reasons;

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

    @Version private long version;

    protected ProposalEntity() {}

    public ProposalEntity(String firmId, String clientFile) {
        this.firmId = firmId;
        this.id = clientFile;
    }

    /** It is about the e-mail alone. */
    public void ofEmailChange() {
        kind = ClientToLink.Kind.EMAIL_CHANGE;
        reasons = null;
        strategyId = null;
        strategyBundle = null;
        strategyVersion = null;
    }

    /** A scan has found another file of the same group; the e-mail need not bear it. */
    public void ofScan(String other, String why, Link.SuggestedBy by) {
        kind = ClientToLink.Kind.SCAN;
        email = null;
        counterpartId = other;
        reasons = why;
        strategyId = by.id();
        strategyBundle = by.bundle().orElse(null);
        strategyVersion = by.version().orElse(null);
    }

    /** Moves on to a state. */
    public void become(State next, Instant now, Actor actor) {
        state = next;
        changedAt = now;
        actorKind = actor.kind();
        actorId = actor.id();
        reason = null;
    }

    public String getFirmId() {
        return firmId;
    }

    public ClientToLink.Kind getKind() {
        return kind;
    }

    public String getReasons() {
        return reasons;
    }

    public String getStrategyId() {
        return strategyId;
    }

    public String getId() {
        return id;
    }

    public State getState() {
        return state;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getFormerEmail() {
        return formerEmail;
    }

    public void setFormerEmail(String formerEmail) {
        this.formerEmail = formerEmail;
    }

    public String getCounterpartId() {
        return counterpartId;
    }

    public void setCounterpartId(String counterpartId) {
        this.counterpartId = counterpartId;
    }

    public Instant getChangedAt() {
        return changedAt;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
