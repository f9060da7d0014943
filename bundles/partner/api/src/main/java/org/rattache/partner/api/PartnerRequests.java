package org.rattache.partner.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * The requests that wait in a legal space, and the answers to them [PRODUCT P2 to P5, P11, P12].
 *
 * <p>Every answer is one transaction of its own or part of the caller's. It is bound to what was
 * shown when the link was validated: when the operator may no longer act for the firm, or a name,
 * an e-mail, the firm, an account or the holders of the main account have changed since, the link
 * becomes VOID, which is stored, and the answer is CONFLICT {@code void} [PRODUCT S2c]. Of two
 * answers at the same time one wins, the other is CONFLICT {@code wrong-state}, whose detail names
 * the true state.
 *
 * <p>The actor must be an active holder of the space: to anybody else every request is NOT_FOUND.
 * Thread-safe.
 */
@ProviderType
public interface PartnerRequests {

    /** What a request asks for. */
    enum Kind {
        /** The firm asks to be accepted for the linked company [PRODUCT P5]. */
        FIRM,
        /** The company asks to join the group: accept, then accept the group [PRODUCT P4]. */
        COMPANY,
        /**
         * The linked company's own holder is asked whether it may join the other's group [PRODUCT
         * S2].
         */
        AGREEMENT
    }

    /** How far a request is. */
    enum State {
        PENDING,
        ACCEPTED,
        /** Only a company: it is in the group. */
        GROUP_ACCEPTED,
        REFUSED,
        /** Something that was shown has changed [PRODUCT S2c]. For good. */
        VOID,
        /** The firm, the former contact or one of the two sides has ended the link. For good. */
        CLOSED
    }

    /** Whether the linked company's own holder agrees. */
    enum Agreement {
        /** It has no holder of its own. */
        NONE_NEEDED,
        PENDING,
        GIVEN
    }

    /** What the holder of the space can do with a request now. */
    enum Step {
        ACCEPT,
        ACCEPT_GROUP,
        REFUSE,
        REOPEN
    }

    /** What accepting opens, for the screen [PRODUCT P11]. */
    enum Opens {
        /** The firm's documents for the linked company, once that is in the group as well. */
        FIRM_DOCUMENTS,
        /** The company in the group, and with it what the firm has vouched for. */
        GROUP,
        /** The company in the group, with the documents of all its firms: its holder agrees too. */
        GROUP_ALL_FIRMS,
        /** My own documents, of all my firms, to the main account that asks. */
        MY_DOCUMENTS
    }

    /** The firm that asks, as it was shown to the operator. */
    record FirmCard(String id, String name, Optional<String> siret) {}

    /** The company in question: the linked one, or, for an agreement, the main account's. */
    record Company(String name, Optional<String> siren) {}

    /** How many documents wait behind a request, by media type; never a name. */
    record Waiting(long total, Map<String, Long> byType) {
        public Waiting {
            byType = Map.copyOf(byType);
        }
    }

    /**
     * One request.
     *
     * @param agreement that of the link it belongs to
     * @param waiting nothing once the documents are open or the request has ended
     * @param answeredAt the last answer; empty while none was given
     * @param reason what was written with a refusal
     * @param steps what its holder can do now; empty when nothing is left to do
     * @param safeguards what the firm demanded when the link was opened [PRODUCT S2]; the code is
     *     asked for with {@link #acceptGroup}
     * @param earlierDocumentsOpenAt when documents sent before "Accepter groupe" open or have
     *     opened; empty without a delay and before that answer
     */
    record Request(
            String id,
            String space,
            Kind kind,
            State state,
            FirmCard firm,
            Company company,
            Agreement agreement,
            Waiting waiting,
            Opens opens,
            String link,
            Instant createdAt,
            Optional<Instant> answeredAt,
            Optional<String> reason,
            Set<Step> steps,
            LinkSafeguards.Safeguards safeguards,
            Optional<Instant> earlierDocumentsOpenAt,
            long version) {
        public Request {
            steps = Set.copyOf(steps);
        }
    }

    /** The requests of a space, the newest first. The cursor has two keys. */
    Page<Request> list(String space, Optional<State> state, PageRequest page);

    Optional<Request> find(String space, String request);

    /**
     * "Accepter": PENDING becomes ACCEPTED.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code wrong-state} or
     *     {@code void}; CONFLICT {@code agreement-missing} when it would open the documents of a
     *     company whose own holder has not agreed; FORBIDDEN {@code own-holder-must-agree} when
     *     somebody who also holds the main account would give that agreement
     */
    Request accept(String space, String request, Actor actor);

    /**
     * "Accepter groupe": a company's ACCEPTED becomes GROUP_ACCEPTED.
     *
     * <p>Where the link asks for a code, a wrong one is counted in a transaction of its own, before
     * the caller is told: whatever becomes of his own transaction, and however many he tries at the
     * same moment, the fifth wrong one makes the link VOID.
     *
     * @param code as the company typed it: blanks, hyphens and case do not count; ignored where the
     *     link asks for none
     * @throws org.rattache.platform.api.DomainException as for {@link #accept}; INVALID {@code
     *     not-a-company} for another kind; INVALID {@code code-required} without a code, {@code
     *     wrong-code}; CONFLICT {@code no-code-issued} while the firm has issued none
     */
    Request acceptGroup(String space, String request, Optional<String> code, Actor actor);

    /**
     * "Refuser": PENDING, or a company's ACCEPTED, becomes REFUSED.
     *
     * @param reason at most 500 characters; the firm may read it
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code wrong-state};
     *     INVALID
     */
    Request refuse(String space, String request, Optional<String> reason, Actor actor);

    /**
     * Takes up a refused request again: REFUSED becomes PENDING [PRODUCT P12].
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND; CONFLICT {@code wrong-state} or
     *     {@code void}
     */
    Request reopen(String space, String request, Actor actor);
}
