package org.rattache.partner.core.internal;

import java.util.Map;
import java.util.Optional;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/**
 * Looks at the code that comes with "Accepter groupe" [PRODUCT S2]. A wrong one is counted, and the
 * fifth makes the link void, in a transaction that is over before anybody learns that it was wrong.
 * So neither a request that is undone (with an Idempotency-Key every refused one is) nor many at
 * the same moment give a sixth try.
 */
final class CodeCheck {

    /** The digest of the code that was right, or why there is none; neither: not asked for. */
    private record Finding(Optional<String> proof, Optional<DomainException> refusal) {

        static final Finding NOT_ASKED = new Finding(Optional.empty(), Optional.empty());

        static Finding of(DomainException refusal) {
            return new Finding(Optional.empty(), Optional.of(refusal));
        }
    }

    private final Transactions transactions;
    private final LinkLife life;

    CodeCheck(Transactions transactions, LinkLife life) {
        this.transactions = transactions;
        this.life = life;
    }

    /**
     * The proof with which the group may be accepted; empty where no code is asked for, and where
     * the answer is impossible for other reasons, which it finds out itself.
     *
     * @throws DomainException INVALID {@code code-required}, {@code wrong-code}; CONFLICT {@code
     *     no-code-issued}
     */
    Optional<String> prove(String space, String request, Optional<String> code, Actor actor) {
        Finding finding =
                transactions.callApart(em -> look(new Ledger(em), space, request, code, actor));
        finding.refusal()
                .ifPresent(
                        refusal -> {
                            throw refusal;
                        });
        return finding.proof();
    }

    private Finding look(
            Ledger ledger, String space, String id, Optional<String> code, Actor actor) {
        Optional<RequestEntity> seen = ledger.request(space, id);
        if (seen.isEmpty() || !link(ledger, seen.get()).safeguards().codeRequired()) {
            return Finding.NOT_ASKED;
        }
        ledger.lock(seen.get().firm(), seen.get().clientFile());
        // whoever had the lock before has stored what he tried: read again
        RequestEntity request = ledger.request(space, id).orElseThrow();
        LinkEntity link = link(ledger, request);
        if (request.kind() != Kind.COMPANY || request.state() != State.ACCEPTED) {
            return Finding.NOT_ASKED;
        }
        if (link.codeDigest().isEmpty()) {
            return Finding.of(
                    DomainException.conflict(
                            "no-code-issued",
                            "The firm demands a code for this company and has not issued one yet. Ask it for the code."));
        }
        if (code.isEmpty()) {
            return Finding.of(required());
        }
        String given = LinkCode.digest(link.id(), code.get());
        return LinkCode.same(given, link.codeDigest().get())
                ? new Finding(Optional.of(given), Optional.empty())
                : Finding.of(wrong(ledger, link, request, actor));
    }

    private static LinkEntity link(Ledger ledger, RequestEntity request) {
        return ledger.link(request.firm(), request.link()).orElseThrow();
    }

    static DomainException required() {
        return DomainException.invalid(
                "code-required",
                "The firm has sent a code for this company over another channel. Give the one that counts now.");
    }

    private DomainException wrong(
            Ledger ledger, LinkEntity link, RequestEntity request, Actor actor) {
        int left = LinkSafeguards.CODE_TRIES - link.codeWrong() - 1;
        if (!ledger.countWrongCode(link)) {
            throw new IllegalStateException("A code was tried without the lock: " + link.id());
        }
        life.answered(
                "partner.code-refused",
                request,
                actor,
                Map.of("triesLeft", Integer.toString(left)));
        if (left > 0) {
            return DomainException.invalid(
                    "wrong-code", "The code is wrong. Tries that are left: " + left + ".");
        }
        life.makeVoid(ledger, link, actor);
        return DomainException.invalid(
                "wrong-code",
                "The code is wrong. It was the last try, so this request is void. The firm can propose the link again.");
    }
}
