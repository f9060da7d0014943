package org.rattache.linking.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a client file is proposed for linking, when it is created and when its e-mail
 * changes. Register it as a service: the one with the highest {@code service.ranking} decides. The
 * built-in one, at −1000, proposes exactly when an operator changes the e-mail to that of another
 * file of the firm [PRODUCT G1], and never when a file is added [PRODUCT G2].
 *
 * <p>Called on threads of the host, several at once; must be thread-safe. The time limit and the
 * treatment of failures are those of {@link GroupSuggestionStrategy}; when one fails or is late the
 * next in rank decides, so no change goes undecided. May be asked twice about the same change.
 *
 * <p>The host has the last word: an address that stands in the files of many unrelated companies is
 * never proposed, and a file that is linked already is not proposed again.
 *
 * @since 1.0
 */
@ConsumerType
public interface LinkTrigger {

    /**
     * Decides.
     *
     * @param request what happened; valid until the call ends. Never null.
     * @return whether to propose; never null
     */
    LinkDecision decide(LinkTriggerRequest request);
}
