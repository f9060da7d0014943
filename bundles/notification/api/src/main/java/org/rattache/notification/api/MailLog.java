package org.rattache.notification.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/** The mails of a firm. Whether the caller belongs to it is checked before. Thread-safe. */
@ProviderType
public interface MailLog {

    /** How many keys a cursor has. */
    int CURSOR_KEYS = 2;

    /** The mails of the firm, newest first. */
    Page<LoggedMail> list(String firm, Optional<DeliveryState> state, PageRequest page);

    Optional<LoggedMail> find(String firm, String id);

    /**
     * Sends a failed mail again, from the first try on.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code not-failed} in
     *     every other state
     */
    LoggedMail retry(String firm, String id);
}
