package org.rattache.platform.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.rattache.platform.rest.internal.JsonProvider;

/**
 * A JSON body that may be left out. A resource takes it as an InputStream and without {@code
 * Consumes}: a request that has nothing to describe need not name a type.
 */
public final class OptionalBody {

    private OptionalBody() {}

    /**
     * The body, read as strictly as any other.
     *
     * @return empty when the request has none
     * @throws NotSupportedException when there is one that does not say that it is JSON: 415
     * @throws IOException as the provider throws it: a problem 400, also for the JSON null, or 413
     */
    public static <T> Optional<T> read(HttpHeaders headers, InputStream body, Class<T> type)
            throws IOException {
        PushbackInputStream in = new PushbackInputStream(body);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType())) {
            throw new NotSupportedException();
        }
        in.unread(first);
        return Optional.of(JsonProvider.read(in, type));
    }
}
