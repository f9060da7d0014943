package org.rattache.linking.rest.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rattache.linking.api.Links;
import org.rattache.platform.api.Violations;

/** Checks what a record of JSON cannot promise: that nothing in it is missing. */
final class Requests {

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_DIGEST = 64;

    private Requests() {}

    static Violations checkFiles(Violations violations, String main, List<String> secondaries) {
        violations.text("/main", main, LONGEST_ID).present("/secondaries", secondaries);
        if (secondaries != null && secondaries.size() <= Links.MAX_SECONDARIES) {
            for (int i = 0; i < secondaries.size(); i++) {
                violations.text("/secondaries/" + i, secondaries.get(i), LONGEST_ID);
            }
        } else if (secondaries != null && holdsNull(secondaries)) {
            violations.add("/secondaries", "required", "A client file must be named.");
        }
        return violations;
    }

    static Links.Validation validation(LinkRequest request) {
        Violations violations =
                checkFiles(new Violations(), request.main(), request.secondaries())
                        .text("/digest", request.digest(), LONGEST_DIGEST);
        Map<String, String> suggestedBy =
                request.suggestedBy() == null ? Map.of() : request.suggestedBy();
        if (holdsNull(suggestedBy.values())) {
            violations.add("/suggestedBy", "required", "A strategy must be named.");
        }
        violations.throwIfAny();
        return new Links.Validation(
                request.main(), request.secondaries(), request.digest(), suggestedBy);
    }

    /** Asks each value: the collections of the JDK that hold no null refuse the question. */
    private static boolean holdsNull(Collection<String> values) {
        return values.stream().anyMatch(Objects::isNull);
    }
}
