package org.rattache.audit.rest.internal;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.QueryParam;
import org.rattache.audit.api.Trail;
import org.rattache.platform.rest.BadRequestProblem;

/** What a trail is narrowed to, as query parameters. */
public final class TrailParameters {

    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,40}\\.([a-z-]{1,39}|\\*)");
    private static final int MAX_ID = 100;

    @QueryParam("type")
    @Parameter(
            description = "A type, or a module with a star, such as document.*",
            schema = @Schema(type = "string", maxLength = 80))
    private String type;

    @QueryParam("clientFile")
    @Parameter(schema = @Schema(type = "string", maxLength = MAX_ID))
    private String clientFile;

    @QueryParam("document")
    @Parameter(schema = @Schema(type = "string", maxLength = MAX_ID))
    private String document;

    @QueryParam("from")
    @Parameter(
            description = "Not before this instant.",
            schema = @Schema(type = "string", format = "date-time"))
    private String from;

    @QueryParam("to")
    @Parameter(
            description = "Before this instant.",
            schema = @Schema(type = "string", format = "date-time"))
    private String to;

    Trail.Filter toFilter() {
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
