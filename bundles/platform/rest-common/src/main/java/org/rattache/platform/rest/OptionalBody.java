package org.rattache.platform.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.rattache.platform.rest.internal.JsonProvider;

/**
 * A JSON body that may be left out. A resource takes it as an InputStream, which needs no
 * Content-Type when there is nothing to describe.
 */
public final class OptionalBody {

    private OptionalBody() {}

    /**
     * The body, read as strictly as any other.
     *
     * @return empty when the request has none
     * @throws IOException as the provider throws it: a problem 400, also for the JSON null, or 413
     */
    public static <T> Optional<T> read(InputStream body, Class<T> type) throws IOException {
        PushbackInputStream in = new PushbackInputStream(body);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        return Optional.of(JsonProvider.read(in, type));
    }
}
