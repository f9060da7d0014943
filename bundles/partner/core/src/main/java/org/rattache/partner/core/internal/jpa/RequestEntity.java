package org.rattache.partner.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.platform.persistence.InstantConverter;

/**
 * A request to the holder of a space. Changed by {@link Ledger} alone, never through the entity.
 */
@Entity(name = "Request")
@Table(name = "ptn_request")
@IdClass(FirmKey.class)
public class RequestEntity {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id private String id;

    @Column(name = "space_id")
    private String space;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "client_file_id")
    private String clientFile;

    @Column(name = "link_id")
    private String link;

    @Enumerated(EnumType.STRING)
    private State state;

    private String reason;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    @Convert(converter = InstantConverter.class)
    private Instant decidedAt;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Version private long version;

    /** For JPA. */
    protected RequestEntity() {}

    /** A request of a link that waits in a space. */
    public RequestEntity(String id, LinkEntity link, Kind kind, String space, Instant now) {
        this.firm = link.firm();
        this.id = id;
        this.space = space;
        this.kind = kind;
        this.clientFile = link.secondaryFile();
        this.link = link.id();
        this.state = State.PENDING;
        this.createdAt = now;
    }

    public String firm() {
        return firm;
    }

    public String id() {
        return id;
    }

    public String space() {
        return space;
    }

    public Kind kind() {
        return kind;
    }

    public String clientFile() {
        return clientFile;
    }

    public String link() {
        return link;
    }

    public State state() {
        return state;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
