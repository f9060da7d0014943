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
import org.rattache.platform.persistence.InstantConverter;

/**
 * The space that stands for a client file. Changed by {@link Ledger} alone, never through the
 * entity.
 */
@Entity(name = "Relation")
@Table(name = "ptn_relation")
@IdClass(FirmKey.class)
public class RelationEntity {

    /** Whether the space's own holder has accepted the firm. */
    public enum State {
        /** Nobody was asked: the space was made for a link. */
        PENDING,
        ACCEPTED,
        /** Its holder has left the firm. */
        LEFT
    }

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "client_file_id")
    private String id;

    @Column(name = "space_id")
    private String space;

    @Enumerated(EnumType.STRING)
    private State state;

    @Convert(converter = InstantConverter.class)
    private Instant since;

    @Column(name = "frozen_address")
    private String frozenAddress;

    @Version private long version;

    /** For JPA. */
    protected RelationEntity() {}

    public RelationEntity(String firm, String clientFile, String space, State state, Instant now) {
        this.firm = firm;
        this.id = clientFile;
        this.space = space;
        this.state = state;
        this.since = now;
    }

    public String firm() {
        return firm;
    }

    public String clientFile() {
        return id;
    }

    public String space() {
        return space;
    }

    public State state() {
        return state;
    }

    public boolean accepted() {
        return state == State.ACCEPTED;
    }

    public Instant since() {
        return since;
    }

    /** The e-mail of the file when it was frozen; empty text when it had none. */
    public Optional<String> frozenAddress() {
        return Optional.ofNullable(frozenAddress);
    }

    public long version() {
        return version;
    }
}
