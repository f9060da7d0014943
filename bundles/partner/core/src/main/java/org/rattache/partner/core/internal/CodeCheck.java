package org.rattache.partner.core.internal;

import java.util.Map;
import java.util.Optional;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.core.internal.jpa.Ledger;
import org.rattache.partner.core.internal.jpa.LinkEntity;
import org.rattache.partner.core.internal.jpa.RequestEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;

/**
 * Looks at the code that comes with "Accepter groupe" [PRODUCT S2]. The caller holds the lock of
 * the file, so of many tries at the same moment each is counted. A refusal over a wrong code is a
 * standing one: the count, and with the fifth the end of the link, stay although the request is
 * refused.
 */
final class CodeCheck {

    private final LinkLife life;

    CodeCheck(LinkLife life) {
        this.life = life;
    }

    /**
     * What speaks against the code; empty when it is right and where none is asked for.
     *
     * @return INVALID {@code code-required}, {@code wrong-code}; CONFLICT {@code no-code-issued}
     */
    Optional<DomainException> refusal(
            Ledger ledger,
            LinkEntity link,
            RequestEntity request,
            Optional<String> code,
            Actor actor) {
        if (!link.safeguards().codeRequired()) {
            return Optional.empty();
        }
        if (link.codeDigest().isEmpty()) {
            return Optional.of(
                    DomainException.conflict(
                            "no-code-issued",
                            "The firm demands a code for this company and has not issued one yet. Ask it for the code."));
        }
        if (code.isEmpty()) {
            return Optional.of(
                    DomainException.invalid(
                            "code-required",
                            "The firm has sent a code for this company over another channel. Give the one that counts now."));
        }
        String given = LinkCode.digest(link.id(), code.get());
        return LinkCode.same(given, link.codeDigest().get())
                ? Optional.empty()
                : Optional.of(wrong(ledger, link, request, actor).standing());
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
