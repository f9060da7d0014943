package org.rattache.linking.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happened to a client file. The host implements it. May be used from any thread until the
 * call ends.
 *
 * @since 1.0
 */
@ProviderType
public interface LinkTriggerRequest {

    /** What happened. */
    enum Occasion {
        /** The file was added. */
        CREATED,
        /** Its e-mail was changed, given or removed. */
        EMAIL_CHANGED
    }

    /** The firm, as an opaque id. Never null. */
    String firm();

    /** What happened. A trigger answers {@link LinkDecision#nothing()} to what it does not know. */
    Occasion occasion();

    /** The file as it is now. Never null. */
    Candidate file();

    /** Its normalised e-mail before; empty when it had none. */
    Optional<String> emailBefore();

    /** The other files of the firm. Never null. */
    CandidateSource candidates();
}
