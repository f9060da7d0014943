package org.rattache.identity.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is open to everybody. Everything else asks for a session or an API token. */
final class PublicPaths {

    private static final Set<String> GET = Set.of("GET", "HEAD");
    private static final Set<String> POST = Set.of("POST");

    /** One line of the table. */
    private record Line(Optional<String> base, String path, Set<String> methods) {}

    private static final List<Line> TABLE =
            List.of(
                    line("/api/identity/v1", "session", POST),
                    line("/api/identity/v1", "activations/*", GET),
                    line("/api/identity/v1", "activations/*", POST),
                    line("/api/identity/v1", "password-resets", POST),
                    line("/api/identity/v1", "password-resets/*", GET),
                    line("/api/identity/v1", "password-resets/*", POST),
                    line("/api/identity/v1", "address-changes/*", GET),
                    line("/api/identity/v1", "address-changes/*", POST),
                    line("/api/identity/v1", "address-change-cancellations/*", GET),
                    line("/api/identity/v1", "address-change-cancellations/*", POST),
                    line("/api/partner/v1", "link-freezes/*", GET),
                    line("/api/partner/v1", "link-freezes/*", POST),
                    // the description of every application holds no data
                    new Line(Optional.empty(), "openapi.json", GET));

    private PublicPaths() {}

    private static Line line(String base, String path, Set<String> methods) {
        return new Line(Optional.of(base), path, methods);
    }

    static boolean contain(String method, RequestPath path) {
        return TABLE.stream()
                .anyMatch(
                        line ->
                                line.methods.contains(method)
                                        && line.base.map(path.base()::equals).orElse(true)
                                        && matches(line.path.split("/"), path.segments()));
    }

    private static boolean matches(String[] pattern, List<String> segments) {
        if (pattern.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
