package org.rattache.identity.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.platform.persistence.InstantConverter;

/** A person with a log-in address. */
@Entity(name = "IdnUser")
@Table(name = "idn_user")
public class UserEntity {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "email")
    private String email;

    @Column(name = "email_key")
    private String emailKey;

    @Column(name = "name")
    private String name;

    @Column(name = "language")
    private String language;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private UserState state;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    @Column(name = "system_administrator")
    private boolean systemAdministrator;

    @Convert(converter = InstantConverter.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "last_log_in_at")
    private Instant lastLogInAt;

    @Version
    @Column(name = "version")
    private long version;

    protected UserEntity() {
        // for JPA
    }

    public UserEntity(
            String id,
            String email,
            String emailKey,
            String name,
            String language,
            UserState state,
            Instant createdAt) {
        this.id = id;
        this.email = email;
        this.emailKey = emailKey;
        this.name = name;
        this.language = language;
        this.state = state;
        this.createdAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }

    public String getEmailKey() {
        return emailKey;
    }

    public String getName() {
        return name;
    }

    public String getLanguage() {
        return language;
    }

    public UserState getState() {
        return state;
    }

    public Optional<String> getPasswordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public boolean isSystemAdministrator() {
        return systemAdministrator;
    }

    public long getVersion() {
        return version;
    }
}
