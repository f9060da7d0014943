package org.rattache.linking.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds client files of one firm by a key. Read-only; it knows nothing of other firms. The host
 * implements it.
 *
 * <p>Every method takes the most rows wanted, 1 to {@value #MAX_ROWS} (more is cut to that), and
 * answers at most so many, in an order that stays the same, the chosen file possibly among them. A
 * key on which as many rows come back as were asked for stands in many files: an accountant's
 * address, a domiciliation. It says little, and should not be scored.
 *
 * <p>By e-mail and SIREN the answer is what is stored now; the other keys follow a change within a
 * moment. Lists are immutable and never null; a key that is blank finds nothing; null is a {@link
 * NullPointerException}. Once the call to the plug-in has ended, every method throws {@link
 * IllegalStateException}. Thread-safe.
 *
 * @since 1.0
 */
@ProviderType
public interface CandidateSource {

    /** The most rows that one look-up answers. */
    int MAX_ROWS = 500;

    /** Files with this contact address; the case of its letters does not matter. */
    List<Candidate> withEmail(String email, int limit);

    /** Files whose contact address has this domain, the part after the {@code @}. */
    List<Candidate> withDomain(String domain, int limit);

    /** Files with this SIREN, nine digits. */
    List<Candidate> withSiren(String siren, int limit);

    /** Files with this phone number, in whatever way it is written on either side. */
    List<Candidate> withPhone(String phone, int limit);

    /**
     * Files with this word in their name: letters and digits, accents and case ignored, three
     * characters or more.
     */
    List<Candidate> withNameWord(String word, int limit);
}
