package org.rattache.linking.api;

import java.util.List;
import java.util.Optional;

/**
 * The recap: every account that will be linked, before anything is stored [PRODUCT G5].
 *
 * @param main the main account
 * @param rows the accounts that will be linked to it, in the order asked for
 * @param safeguards what each of the links will ask for beyond the answers [PRODUCT S2]
 * @param suggestedMain which of the accounts the main one should be; empty when none can be
 * @param digest to be sent with the validation; another one means that something changed meanwhile
 */
public record LinkPreview(
        Party main,
        List<Row> rows,
        Safeguards safeguards,
        Optional<SuggestedMain> suggestedMain,
        String digest) {

    /** Copies the list. */
    public LinkPreview {
        rows = List.copyOf(rows);
    }

    /**
     * The firm's setting, which a link takes over when it is opened and keeps.
     *
     * @param earlierDocumentsDelayDays for so many days after "Accepter groupe" the documents sent
     *     before it stay closed; 0 opens them at once
     * @param codeRequired "Accepter groupe" asks for a code that the firm has to issue
     */
    public record Safeguards(int earlierDocumentsDelayDays, boolean codeRequired) {}

    /** What will happen with the validation. */
    public enum Effect {
        /** The main account is asked to accept the company, then to take it into its group. */
        COMPANY_REQUEST,
        /** The main account is asked to accept the firm for this company. */
        FIRM_REQUEST,
        /** The space has a holder of its own, who is asked to agree first [PRODUCT S2]. */
        HOLDER_AGREEMENT,
        /** The former contact address is told, and can freeze the link [PRODUCT S2]. */
        FORMER_CONTACT_TOLD
    }

    /**
     * One account that will be linked.
     *
     * @param ownHolder the company has an active space of its own
     * @param formerEmail who is told beside the main account
     * @param warning set when its e-mail stands in many files of unrelated companies
     */
    public record Row(
            Party clientFile,
            boolean ownHolder,
            Optional<String> formerEmail,
            List<Effect> effects,
            Optional<Warning> warning) {

        /** Copies the list. */
        public Row {
            effects = List.copyOf(effects);
        }
    }
}
