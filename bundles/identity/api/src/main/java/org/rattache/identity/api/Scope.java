package org.rattache.identity.api;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may do, module by module. */
public enum Scope {
    CLIENT_FILES_READ("client-files:read"),
    CLIENT_FILES_WRITE("client-files:write"),
    LINKS_READ("links:read"),
    LINKS_WRITE("links:write"),
    DOCUMENTS_READ("documents:read"),
    DOCUMENTS_WRITE("documents:write"),
    TRAIL_READ("trail:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
