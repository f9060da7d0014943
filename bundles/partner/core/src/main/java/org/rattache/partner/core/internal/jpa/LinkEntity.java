package org.rattache.partner.core.internal.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkSafeguards.Safeguards;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** A link that a firm has validated. Changed by {@link Ledger} alone, never through the entity. */
@Entity(name = "Link")
@Table(name = "ptn_link")
@IdClass(FirmKey.class)
public class LinkEntity {

    /** States in which somebody may still answer, or has answered with yes. */
    public static final Set<LinkRequests.State> LIVE =
            EnumSet.of(
                    LinkRequests.State.PENDING,
                    LinkRequests.State.ACCEPTED,
                    LinkRequests.State.GROUP_ACCEPTED,
                    LinkRequests.State.REFUSED);

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id private String id;

    @Column(name = "main_file")
    private String mainFile;

    @Column(name = "secondary_file")
    private String secondaryFile;

    @Column(name = "main_space")
    private String mainSpace;

    @Column(name = "secondary_space")
    private String secondarySpace;

    @Enumerated(EnumType.STRING)
    @Column(name = "validated_kind")
    private Actor.Kind validatedKind;

    @Column(name = "validated_by")
    private String validatedBy;

    private String shown;

    @Column(name = "firm_name")
    private String firmName;

    @Column(name = "firm_siret")
    private String firmSiret;

    @Column(name = "main_name")
    private String mainName;

    @Column(name = "main_siren")
    private String mainSiren;

    @Column(name = "secondary_name")
    private String secondaryName;

    @Column(name = "secondary_siren")
    private String secondarySiren;

    @Enumerated(EnumType.STRING)
    private LinkRequests.State state;

    @Enumerated(EnumType.STRING)
    private Agreement agreement;

    @Column(name = "agreed_by")
    private String agreedBy;

    @Column(name = "delay_days")
    private int delayDays;

    @Column(name = "delay_told")
    private boolean delayTold;

    @Column(name = "code_required")
    private boolean codeRequired;

    @Column(name = "group_accepted_at")
    @Convert(converter = InstantConverter.class)
    private Instant groupAcceptedAt;

    @Column(name = "code_digest")
    private String codeDigest;

    @Column(name = "code_issued_at")
    @Convert(converter = InstantConverter.class)
    private Instant codeIssuedAt;

    @Column(name = "code_wrong")
    private int codeWrong;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Column(name = "changed_at")
    @Convert(converter = InstantConverter.class)
    private Instant changedAt;

    @Version private long version;

    /** For JPA. */
    protected LinkEntity() {}

    /** A link that waits for its first answer. */
    public LinkEntity(
            LinkRequests.LinkOrder order,
            Shown shown,
            Agreement agreement,
            Safeguards safeguards,
            Instant now) {
        this.firm = order.firm();
        this.id = order.link();
        this.mainFile = order.main();
        this.secondaryFile = order.secondary();
        this.mainSpace = shown.mainSpace();
        this.secondarySpace = shown.secondarySpace();
        this.validatedKind = order.validatedBy().kind();
        this.validatedBy = order.validatedBy().id();
        this.shown = shown.digest();
        this.firmName = shown.firm().name();
        this.firmSiret = shown.firm().siret().orElse(null);
        this.mainName = shown.main().name();
        this.mainSiren = shown.main().siren().orElse(null);
        this.secondaryName = shown.secondary().name();
        this.secondarySiren = shown.secondary().siren().orElse(null);
        this.state = LinkRequests.State.PENDING;
        this.agreement = agreement;
        this.delayDays = safeguards.earlierDocumentsDelayDays();
        this.codeRequired = safeguards.codeRequired();
        this.createdAt = now;
        this.changedAt = now;
    }

    public String firm() {
        return firm;
    }

    public String id() {
        return id;
    }

    public String mainFile() {
        return mainFile;
    }

    public String secondaryFile() {
        return secondaryFile;
    }

    public String mainSpace() {
        return mainSpace;
    }

    public String secondarySpace() {
        return secondarySpace;
    }

    public Actor validatedBy() {
        return new Actor(validatedKind, validatedBy);
    }

    /** The digest of what was shown. */
    public String shown() {
        return shown;
    }

    public String firmName() {
        return firmName;
    }

    public Optional<String> firmSiret() {
        return Optional.ofNullable(firmSiret);
    }

    public String mainName() {
        return mainName;
    }

    public Optional<String> mainSiren() {
        return Optional.ofNullable(mainSiren);
    }

    public String secondaryName() {
        return secondaryName;
    }

    public Optional<String> secondarySiren() {
        return Optional.ofNullable(secondarySiren);
    }

    public LinkRequests.State state() {
        return state;
    }

    public boolean live() {
        return LIVE.contains(state);
    }

    public boolean inGroup() {
        return state == LinkRequests.State.GROUP_ACCEPTED;
    }

    public Agreement agreement() {
        return agreement;
    }

    /** The holder who gave the agreement. */
    public Optional<String> agreedBy() {
        return Optional.ofNullable(agreedBy);
    }

    /** What the firm demanded when the link was opened [PRODUCT S2]. */
    public Safeguards safeguards() {
        return new Safeguards(delayDays, codeRequired);
    }

    /** When what was sent before the group was accepted opens; empty without a delay. */
    public Optional<Instant> earlierDocumentsOpenAt() {
        return Optional.ofNullable(groupAcceptedAt)
                .filter(accepted -> delayDays > 0)
                .map(accepted -> accepted.plus(Duration.ofDays(delayDays)));
    }

    /** The digest of the code that counts. */
    public Optional<String> codeDigest() {
        return Optional.ofNullable(codeDigest);
    }

    public Optional<Instant> codeIssuedAt() {
        return Optional.ofNullable(codeIssuedAt);
    }

    /** How many wrong codes were given since the code was issued. */
    public int codeWrong() {
        return codeWrong;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant changedAt() {
        return changedAt;
    }
}
