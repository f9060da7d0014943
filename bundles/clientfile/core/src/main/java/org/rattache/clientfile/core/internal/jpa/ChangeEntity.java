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
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** One changed field in the history of a client file. */
@Entity
@Table(name = "clf_change")
@IdClass(ChangeEntity.Key.class)
public class ChangeEntity {

    /** Its primary key: the firm first. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String firm;
        private String clientFile;
        private long fileVersion;
        private String field;

        /** For JPA. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(firm, key.firm)
                    && Objects.equals(clientFile, key.clientFile)
                    && fileVersion == key.fileVersion
                    && Objects.equals(field, key.field);
        }

        @Override
        public int hashCode() {
            return Objects.hash(firm, clientFile, fileVersion, field);
        }
    }

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "client_file_id")
    private String clientFile;

    @Id
    @Column(name = "file_version")
    private long fileVersion;

    @Id private String field;

    @Column(name = "changed_at")
    @Convert(converter = InstantConverter.class)
    private Instant changedAt;

    @Column(name = "actor_kind")
    private String actorKind;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "before_value")
    private String before;

    @Column(name = "after_value")
    private String after;

    @Version private long version;

    /** For JPA. */
    protected ChangeEntity() {}

    public ChangeEntity(
            String firm, String clientFile, long fileVersion, ClientFiles.Change change) {
        this.firm = firm;
        this.clientFile = clientFile;
        this.fileVersion = fileVersion;
        this.field = change.field();
        this.changedAt = change.at();
        this.actorKind = change.actor().kind().name();
        this.actorId = change.actor().id();
        this.before = change.before().orElse(null);
        this.after = change.after().orElse(null);
    }

    public long getFileVersion() {
        return fileVersion;
    }

    public String getField() {
        return field;
    }

    /** The record for other modules. */
    public ClientFiles.Change toChange() {
        return new ClientFiles.Change(
                changedAt,
                new Actor(Actor.Kind.valueOf(actorKind), actorId),
                field,
                Optional.ofNullable(before),
                Optional.ofNullable(after));
    }
}
