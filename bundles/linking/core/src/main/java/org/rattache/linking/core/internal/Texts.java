package org.rattache.linking.core.internal;

import java.util.Optional;
import org.rattache.platform.api.Violations;

/** The rules of what operators write. */
final class Texts {

    static final int LONGEST_REASON = 500;

    private Texts() {}

    /** A reason that must be there. */
    static String required(String reason) {
        new Violations().text("/reason", reason, LONGEST_REASON).throwIfAny();
        return reason.strip();
    }

    /** A reason that may be left out. */
    static Optional<String> optional(Optional<String> reason) {
        new Violations().optionalText("/reason", reason.orElse(null), LONGEST_REASON).throwIfAny();
        return reason.map(String::strip).filter(text -> !text.isEmpty());
    }
}
