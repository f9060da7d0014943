package org.rattache.notification.core.internal;

import java.time.Duration;
import java.util.Locale;

/** The mails. Each has a file a language in the folder {@code mail}. */
enum MailTemplate {
    INVITATION,
    OPERATOR_INVITATION,
    PASSWORD_RESET(Duration.ofHours(1)),
    ADDRESS_CHANGE(Duration.ofHours(4)),
    ADDRESS_CHANGE_TOLD,
    HOLDER_INVITATION,
    HOLDERS_CHANGED,
    REQUEST_RECEIVED,
    REQUEST_ANSWERED,
    DOCUMENTS_RECEIVED,
    DOCUMENTS_FROM_CLIENT,
    NEWS,
    FORMER_CONTACT_CHANGED,
    FORMER_CONTACT_LINKED,
    LINK_CLOSED,
    DELAY_ENDED;

    private final Duration triedFor;

    MailTemplate() {
        this(Duration.ofDays(2));
    }

    MailTemplate(Duration triedFor) {
        this.triedFor = triedFor;
    }

    /** How long delivery is tried. */
    Duration triedFor() {
        return triedFor;
    }

    /** The name in the log and of the file. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MailTemplate of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
