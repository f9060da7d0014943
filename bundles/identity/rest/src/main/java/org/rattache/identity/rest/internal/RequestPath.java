package org.rattache.identity.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request, read from what came over the wire. Only plain segments are understood: an
 * empty one, a dot, an escape, a parameter after a semicolon could mean one thing to the guard and
 * another to what stands behind it, so a path with one is no path.
 *
 * @param base of the application, such as {@code /api/identity/v1}
 * @param segments after the base
 */
record RequestPath(String base, List<String> segments) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path; empty when anything in it is odd.
     *
     * @param base of the application, with or without a slash at its end
     * @param raw the whole path as it was sent, not decoded
     */
    static Optional<RequestPath> parse(String base, String raw) {
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        if (raw.equals(root)) {
            return Optional.of(new RequestPath(root, List.of()));
        }
        if (!raw.startsWith(root + "/")) {
            return Optional.empty();
        }
        List<String> segments = List.of(raw.substring(root.length() + 1).split("/", -1));
        return segments.stream().allMatch(RequestPath::isPlain)
                ? Optional.of(new RequestPath(root, segments))
                : Optional.empty();
    }

    private static boolean isPlain(String segment) {
        return SEGMENT.matcher(segment).matches() && !segment.matches("\\.+");
    }

    /** What follows a first segment: {@code firms/f1/…} gives f1. */
    Optional<String> after(String first) {
        return segments.size() >= 2 && segments.get(0).equals(first)
                ? Optional.of(segments.get(1))
                : Optional.empty();
    }
}
