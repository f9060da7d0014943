package org.rattache.plugin.gate.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is trusted at one moment: the content of the trust folder.
 *
 * @param distribution the digests made when the distribution was assembled
 * @param approved digest to who approved it
 * @param revoked digest to who revoked it; stronger than an approval and than a signature
 * @param keys digest of a public key to the name under which it is kept
 * @param development everything that was not revoked is approved
 */
record Trust(
        Set<String> distribution,
        Map<String, String> approved,
        Map<String, String> revoked,
        Map<String, String> keys,
        boolean development) {

    Trust {
        distribution = Set.copyOf(distribution);
        approved = Map.copyOf(approved);
        revoked = Map.copyOf(revoked);
        keys = Map.copyOf(keys);
    }

    /** A part of the distribution: trusted whatever else is said. */
    boolean isDistribution(String sha256) {
        return distribution.contains(sha256);
    }

    /** Whether its signature does not have to be looked at. */
    boolean isDecidedByDigest(String sha256) {
        return isDistribution(sha256)
                || revoked.containsKey(sha256)
                || approved.containsKey(sha256)
                || development;
    }

    /**
     * Whether what has this digest may run.
     *
     * @param signers the digests of the keys that have signed every entry of it
     */
    boolean trusts(String sha256, Collection<String> signers) {
        if (isDistribution(sha256)) {
            return true;
        }
        return !revoked.containsKey(sha256)
                && (approved.containsKey(sha256)
                        || development
                        || signers.stream().anyMatch(keys::containsKey));
    }

    /** Why it is trusted; empty when it is not. */
    Optional<String> reason(String sha256, Collection<String> signers) {
        if (!trusts(sha256, signers)) {
            return Optional.empty();
        }
        if (isDistribution(sha256)) {
            return Optional.of("part of the distribution");
        }
        if (approved.containsKey(sha256)) {
            return Optional.of("approved");
        }
        return Optional.of(
                signers.stream()
                        .filter(keys::containsKey)
                        .findFirst()
                        .map(signer -> "signed by the trusted key " + keys.get(signer))
                        .orElse("approved by itself: development mode"));
    }
}
