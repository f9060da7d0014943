package org.rattache.document.rest.internal;

import java.time.Instant;
import org.rattache.document.api.WaitingDocuments;

/** Documents that wait for a client who cannot read them yet. */
public record WaitingBody(String clientFile, long documents, Instant newest) {

    static WaitingBody of(WaitingDocuments.Waiting waiting) {
        return new WaitingBody(waiting.clientFile(), waiting.documents(), waiting.newest());
    }
}
