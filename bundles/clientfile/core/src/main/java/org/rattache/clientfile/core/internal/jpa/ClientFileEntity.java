package org.rattache.clientfile.core.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.platform.persistence.InstantConverter;

/** The row of a client file. */
@Entity
@Table(name = "clf_client_file")
@IdClass(ClientFileEntity.Key.class)
public class ClientFileEntity {

    /** Its primary key: the firm first. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String firm;
        private String id;

        /** For JPA. */
        public Key() {}

        public Key(String firm, String id) {
            this.firm = firm;
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(firm, key.firm)
                    && Objects.equals(id, key.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(firm, id);
        }
    }

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id private String id;

    @Version private long version;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    private String siren;
    private String siret;
    private String vat;

    @Column(name = "siren_key")
    private String sirenKey;

    private String email;

    @Column(name = "email_key")
    private String emailKey;

    private String phone;
    private String address;
    private String contact;

    @Column(name = "invited_at", insertable = false, updatable = false)
    @Convert(converter = InstantConverter.class)
    private Instant invitedAt;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Column(name = "changed_at")
    @Convert(converter = InstantConverter.class)
    private Instant changedAt;

    // changed by statements of their own only, so that an edit never writes an old value back
    @Column(updatable = false)
    private boolean deleted;

    @Column(name = "proposal_open", insertable = false, updatable = false)
    private boolean proposalOpen;

    /** For JPA. */
    protected ClientFileEntity() {}

    public ClientFileEntity(String firm, String id, Instant createdAt) {
        this.firm = firm;
        this.id = id;
        this.createdAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public long getVersion() {
        return version;
    }

    public boolean isDeleted() {
        return deleted;
    }

    public String getNameKey() {
        return nameKey;
    }

    public Optional<String> getEmailKey() {
        return Optional.ofNullable(emailKey);
    }

    public Optional<String> getSirenKey() {
        return Optional.ofNullable(sirenKey);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public ClientFileData getData() {
        return new ClientFileData(
                name,
                Optional.ofNullable(siren),
                Optional.ofNullable(siret),
                Optional.ofNullable(vat),
                Optional.ofNullable(email),
                Optional.ofNullable(phone),
                Optional.ofNullable(address),
                Optional.ofNullable(contact));
    }

    /** Takes over checked values and the keys that follow from them. */
    public void setData(
            ClientFileData data,
            String newNameKey,
            Optional<String> newSirenKey,
            Optional<String> newEmailKey,
            Instant now) {
        name = data.name();
        nameKey = newNameKey;
        siren = data.siren().orElse(null);
        siret = data.siret().orElse(null);
        vat = data.vat().orElse(null);
        sirenKey = newSirenKey.orElse(null);
        email = data.email().orElse(null);
        emailKey = newEmailKey.orElse(null);
        phone = data.phone().orElse(null);
        address = data.address().orElse(null);
        contact = data.contact().orElse(null);
        changedAt = now;
    }

    /** The record for other modules. */
    public ClientFile toClientFile() {
        return new ClientFile(
                firm,
                id,
                getData(),
                getSirenKey(),
                getEmailKey(),
                proposalOpen,
                Optional.ofNullable(invitedAt),
                createdAt,
                changedAt,
                version);
    }
}
