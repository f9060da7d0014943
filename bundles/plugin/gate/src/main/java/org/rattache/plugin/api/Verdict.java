package org.rattache.plugin.api;

import java.util.List;
import java.util.Optional;

/**
 * What the gate thinks of a jar.
 *
 * @param symbolicName of the bundle, when the jar is one
 * @param version of the bundle
 * @param sha256 hexadecimal digest of the file
 * @param trusted whether it may run: it is approved, or signed by a trusted key, and not revoked
 * @param trust why it is trusted or not, in a sentence
 * @param against the rules of the plug-in folder that it breaks: with one of these it is held even
 *     when it is trusted
 */
public record Verdict(
        Optional<String> symbolicName,
        Optional<String> version,
        String sha256,
        boolean trusted,
        String trust,
        List<String> against) {

    /** Copies the list. */
    public Verdict {
        against = List.copyOf(against);
    }

    /** Whether it is installed when it lies in the plug-in folder. */
    public boolean admitted() {
        return trusted && against.isEmpty();
    }
}
