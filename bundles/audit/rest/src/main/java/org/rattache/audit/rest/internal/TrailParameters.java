package org.rattache.audit.rest.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rattache.audit.api.Trail;
import org.rattache.platform.rest.BadRequestProblem;

/** Reads the query parameters that narrow a trail. */
final class TrailParameters {

    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,40}\\.([a-z-]{1,39}|\\*)");
    static final int MAX_ID = 100;

    private TrailParameters() {}

    static Trail.Filter filter(
            String type, String clientFile, String document, String from, String to) {
        if (type != null && !TYPE.matcher(type).matches()) {
            throw new BadRequestProblem(
                    "bad-type", "A type is a module, a dot and a fact, or a module and .*", null);
        }
        return new Trail.Filter(
                Optional.ofNullable(type),
                id("clientFile", clientFile),
                id("document", document),
                instant("from", from),
                instant("to", to));
    }

    private static Optional<String> id(String name, String value) {
        if (value != null && (value.length() > MAX_ID || value.indexOf('\0') >= 0)) {
            throw new BadRequestProblem("bad-id", "The parameter " + name + " is no id.", null);
        }
        return Optional.ofNullable(value);
    }

    private static Optional<Instant> instant(String name, String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(value);
            // what lies outside of these years no database can compare
            if (instant.isBefore(Instant.EPOCH)
                    || instant.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw badInstant(name, null);
            }
            return Optional.of(instant);
        } catch (DateTimeParseException e) {
            throw badInstant(name, e);
        }
    }

    private static BadRequestProblem badInstant(String name, Exception cause) {
        return new BadRequestProblem(
                "bad-instant",
                "The parameter " + name + " must be an instant such as 2026-01-31T12:00:00Z.",
                cause);
    }
}
