package org.rattache.document.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.ext.Providers;
import org.rattache.document.api.Uploads;
import org.rattache.platform.api.DomainException;

/** Takes a body in and makes a document of it. */
final class Intake {

    /** A form may be so much larger than its file. */
    private static final long OVERHEAD = 1024 * 1024;

    private final Uploads uploads;

    Intake(Uploads uploads) {
        this.uploads = uploads;
    }

    <T> MultipartReader<T> form(
            InputStream body, HttpHeaders headers, Providers providers, Class<T> type)
            throws IOException {
        requireSize(headers, OVERHEAD);
        return new MultipartReader<>(uploads, providers, type)
                .read(body, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    Received raw(InputStream body, HttpHeaders headers) throws IOException {
        requireSize(headers, 0);
        return new Received(uploads.receive(body), Optional.empty(), Optional.empty());
    }

    /** What says that it is too large is not even read. */
    private void requireSize(HttpHeaders headers, long overhead) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null
                && length.matches("\\d{1,18}")
                && Long.parseLong(length) > uploads.limit() + overhead) {
            throw new DomainException(
                    DomainException.Category.TOO_LARGE,
                    "file-too-large",
                    "A document has at most " + uploads.limit() + " bytes.");
        }
    }

    /**
     * Sends, and throws the content away when it is certain that no document was made. After any
     * other failure it is not: then the sweeper finds out.
     */
    <R> R send(Received received, Function<Received, R> sending) {
        try {
            return sending.apply(received);
        } catch (DomainException e) {
            if (e.category() == DomainException.Category.INVALID
                    || e.category() == DomainException.Category.NOT_FOUND) {
                uploads.discard(received.upload());
            }
            throw e;
        } catch (org.rattache.platform.rest.BadRequestProblem e) {
            uploads.discard(received.upload());
            throw e;
        }
    }
}
