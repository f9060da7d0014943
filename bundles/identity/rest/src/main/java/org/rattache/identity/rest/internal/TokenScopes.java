package org.rattache.identity.rest.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rattache.identity.api.Scope;

/** Which scope an API token needs, application by application. What is not here is closed to it. */
final class TokenScopes {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** One line of the table. */
    private record Line(Optional<Scope> read, Optional<Scope> write) {}

    private static final Map<String, Line> TABLE =
            Map.of(
                    "/api/clientfile/v1",
                    new Line(
                            Optional.of(Scope.CLIENT_FILES_READ),
                            Optional.of(Scope.CLIENT_FILES_WRITE)),
                    "/api/linking/v1",
                    new Line(Optional.of(Scope.LINKS_READ), Optional.of(Scope.LINKS_WRITE)),
                    "/api/document/v1",
                    new Line(Optional.of(Scope.DOCUMENTS_READ), Optional.of(Scope.DOCUMENTS_WRITE)),
                    "/api/audit/v1",
                    new Line(Optional.of(Scope.TRAIL_READ), Optional.empty()),
                    "/api/dashboard/v1",
                    new Line(Optional.of(Scope.CLIENT_FILES_READ), Optional.empty()));

    private TokenScopes() {}

    static Optional<Scope> needed(String method, String base) {
        return Optional.ofNullable(TABLE.get(base))
                .flatMap(line -> READING.contains(method) ? line.read : line.write);
    }
}
