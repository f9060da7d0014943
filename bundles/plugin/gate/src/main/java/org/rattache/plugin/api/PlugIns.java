package org.rattache.plugin.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plug-ins and whether they are trusted. A change of trust is written to {@code etc/trust} and
 * takes effect within a second, without a restart. Thread-safe; no argument may be null.
 */
@ProviderType
public interface PlugIns {

    /**
     * Every file of the plug-in folder by name, then the other bundles that are no part of the
     * distribution.
     */
    List<PlugIn> list();

    /** Whether everything is approved by itself, for developers. */
    boolean development();

    /**
     * Says what would become of a jar in the plug-in folder, without putting it there.
     *
     * @throws IOException when it cannot be read
     */
    Verdict verify(Path jar) throws IOException;

    /**
     * Approves exactly these bytes.
     *
     * @param plugIn the SHA-256 of a jar, or the name of a plug-in that {@link #list()} shows
     * @param by who does it, for the journal
     * @return the SHA-256 that was approved
     * @throws IllegalArgumentException when it is neither
     * @throws IOException when it cannot be written down: then nothing was approved
     */
    String approve(String plugIn, String by) throws IOException;

    /**
     * Takes trust away: from these bytes, also when a trusted key has signed them, or from a key.
     *
     * @param what the SHA-256 of a jar, the name of a plug-in that {@link #list()} shows, or the
     *     name of a key that {@link #trust} has given back
     * @param by who does it, for the journal
     * @return what was revoked: the SHA-256 or the name of the key
     * @throws IllegalArgumentException when it is none of them
     * @throws IOException when it cannot be written down: then nothing was revoked
     */
    String revoke(String what, String by) throws IOException;

    /**
     * Trusts whatever is signed by the key of a certificate, until it is revoked; the dates in the
     * certificate are not looked at.
     *
     * @param certificate an X.509 certificate, PEM or DER
     * @param by who does it, for the journal
     * @return the name under which the key is kept
     * @throws IllegalArgumentException when it is no certificate
     * @throws IOException when it cannot be read or written down
     */
    String trust(Path certificate, String by) throws IOException;

    /** The names of the trusted keys. */
    List<String> keys();

    /** The id of this server's journal, made when the journal was begun. */
    String journal();

    /** The number of the last fact; 0 without any. */
    long lastFact();

    /**
     * The facts of the journal in their order.
     *
     * @param after only those with a higher number
     * @param most at most so many
     * @throws IOException when the journal cannot be read
     */
    List<Fact> facts(long after, int most) throws IOException;
}
