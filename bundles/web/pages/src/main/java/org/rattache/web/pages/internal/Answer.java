package org.rattache.web.pages.internal;

import java.util.Optional;

/** What becomes of a request. */
sealed interface Answer {

    /** A page. */
    record Shown(int status, Words title, Html body, Optional<String> cookie) implements Answer {

        Shown(int status, Words title, Html body) {
            this(status, title, body, Optional.empty());
        }
    }

    /**
     * Somewhere else on this site.
     *
     * @param cookie the header Set-Cookie, when the session begins or ends
     */
    record Led(String location, Optional<String> cookie) implements Answer {}
}
