package org.rattache.linking.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Proposes groups over all client files of a firm at once. Optional: a {@link
 * GroupSuggestionStrategy} that can do it is registered under this interface too, by the same
 * component, and is asked when an operator starts a scan. For one that cannot, the host asks for
 * the suggestions of every file.
 *
 * <p>Called on one thread of the host at a time for a firm; the thread is interrupted when the scan
 * is stopped. There is no time limit, but a scan that reports no progress for a minute is stopped.
 * May throw anything; what was proposed before stands.
 *
 * <p>The host checks every proposal like a suggestion, and drops what was dismissed before or is
 * linked already. A scan proposes; it never links.
 *
 * @since 1.0
 */
@ConsumerType
public interface GroupScan {

    /**
     * Looks for groups.
     *
     * @param request what is known, and where to put what was found; valid until the call ends.
     *     Never null.
     */
    void scan(ScanRequest request);
}
