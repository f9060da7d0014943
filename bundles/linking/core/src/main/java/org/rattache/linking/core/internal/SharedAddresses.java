package org.rattache.linking.core.internal;

import java.util.List;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.api.Warning;

/**
 * Recognises an address that stands in the files of many unrelated companies [PRODUCT S2e].
 *
 * @param limit in more companies than this it is warned about, not proposed
 */
record SharedAddresses(ClientFiles clientFiles, int limit) {

    /** Files of one company are one; a file without SIREN counts as a company of its own. */
    Optional<Warning> warning(ClientFile file) {
        return file.normalisedEmail()
                .flatMap(
                        email -> {
                            List<ClientFile> files =
                                    clientFiles.withEmail(file.firm(), email, 10 * limit);
                            long companies =
                                    files.stream()
                                            .map(
                                                    other ->
                                                            other.siren()
                                                                    .orElse("file " + other.id()))
                                            .distinct()
                                            .count();
                            return companies > limit
                                    ? Optional.of(new Warning(email, files.size()))
                                    : Optional.empty();
                        });
    }
}
