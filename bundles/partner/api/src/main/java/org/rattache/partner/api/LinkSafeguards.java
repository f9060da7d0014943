package org.rattache.partner.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * What a firm demands of its links beyond the answers in the main account's space: a delay before
 * earlier documents open, and a code that reaches the company over another channel [PRODUCT S2].
 * Both are off until an administrator of the firm turns them on.
 *
 * <p>A link takes over the firm's setting when it is opened and keeps it: it is part of what was
 * shown. Thread-safe.
 */
@ProviderType
public interface LinkSafeguards {

    int MAX_DELAY_DAYS = 365;

    /** How often a wrong code may be given until the link is void. */
    int CODE_TRIES = 5;

    /**
     * The two safeguards.
     *
     * @param earlierDocumentsDelayDays for so many days after "Accepter groupe" the documents that
     *     were sent before it stay closed; 0 opens them at once
     * @param codeRequired "Accepter groupe" asks for a code that the firm has issued for the link
     */
    record Safeguards(int earlierDocumentsDelayDays, boolean codeRequired) {
        public static final Safeguards OFF = new Safeguards(0, false);
    }

    /** A firm's setting; its version is 0 while nobody has changed it. */
    record Setting(Safeguards safeguards, long version) {}

    /**
     * The safeguards of one link.
     *
     * @param codeIssuedAt when the code that counts was issued; empty while there is none
     * @param codeTriesLeft how many wrong codes are left
     * @param earlierDocumentsOpenAt when the delay ends or has ended; empty without a delay and
     *     before "Accepter groupe"
     */
    record OfLink(
            Safeguards safeguards,
            Optional<Instant> codeIssuedAt,
            int codeTriesLeft,
            Optional<Instant> earlierDocumentsOpenAt) {}

    Setting find(String firm);

    /**
     * Changes what links that are opened from now on take over.
     *
     * @param version what the caller has read
     * @throws org.rattache.platform.api.DomainException INVALID, STALE
     */
    Setting change(String firm, long version, Safeguards safeguards, Actor actor);

    /**
     * The safeguards of a link of the firm.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND
     */
    OfLink ofLink(String firm, String link);

    /**
     * Issues a code for a link. It is stored as a digest, so this is the only time that anybody can
     * read it; the one before it counts no more, and the tries begin anew. How it reaches the
     * company is the firm's to decide.
     *
     * @return twelve letters and digits that are not mistaken for each other, in groups of four
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code link-ended} when
     *     nobody can answer it any more; CONFLICT {@code no-code-needed} when the link asks for
     *     none, or is in the group already
     */
    String issueCode(String firm, String link, Actor actor);
}
