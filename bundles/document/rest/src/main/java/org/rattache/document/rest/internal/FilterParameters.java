package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.rattache.document.api.DocumentFilter;
import org.rattache.platform.rest.BadRequestProblem;

/**
 * The query parameters that narrow a list of documents. The fields are public, or the generator of
 * the OpenAPI documents takes them for a body.
 */
public final class FilterParameters {

    private static final int MAX_TEXT = 255;
    private static final long LAST_SECOND = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400;

    @Parameter(description = "Id of a section.")
    @QueryParam("section")
    public String section;

    @Parameter(description = "Case and accents ignored.", schema = @Schema(maxLength = MAX_TEXT))
    @QueryParam("keyword")
    public String keyword;

    @Parameter(
            description = "A part of the name, case and accents ignored.",
            schema = @Schema(maxLength = MAX_TEXT))
    @QueryParam("q")
    public String text;

    @Parameter(description = "Sent then or later: an instant, or a day (its beginning in UTC).")
    @QueryParam("from")
    public String from;

    @Parameter(description = "Sent then or earlier: an instant, or a day (its end in UTC).")
    @QueryParam("to")
    public String to;

    @Parameter(schema = @Schema(allowableValues = {"to-client", "from-client"}))
    @QueryParam("direction")
    public String direction;

    @Parameter(
            description = "Only what the space has (not) read; on a firm's side without effect.",
            schema = @Schema(type = "boolean"))
    @QueryParam("unread")
    public String unread;

    DocumentFilter toFilter() {
        return new DocumentFilter(
                bounded("section", section),
                bounded("keyword", keyword),
                bounded("q", text),
                instant("from", from, 0),
                instant("to", to, 1),
                Names.direction(direction),
                flag(unread));
    }

    static Optional<String> bounded(String parameter, String value) {
        if (value != null && value.length() > MAX_TEXT) {
            throw new BadRequestProblem(
                    "bad-filter",
                    "The parameter " + parameter + " has at most " + MAX_TEXT + " characters.",
                    null);
        }
        return Values.text(value);
    }

    private static Optional<Instant> instant(String parameter, String value, int endOfDay) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant instant =
                    value.length() == 10
                            ? LocalDate.parse(value)
                                    .plusDays(endOfDay)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .minusMillis(endOfDay)
                            : Instant.parse(value);
            return Optional.of(checked(instant));
        } catch (DateTimeException e) {
            throw new BadRequestProblem(
                    "bad-filter",
                    "The parameter " + parameter + " is no instant and no day of ISO 8601.",
                    e);
        }
    }

    /** Databases know fewer years than Java. */
    static Instant checked(Instant instant) {
        if (instant.getEpochSecond() < 0 || instant.getEpochSecond() > LAST_SECOND) {
            throw new BadRequestProblem(
                    "bad-filter", "Times lie between the years 1970 and 9999.", null);
        }
        return instant;
    }

    private static Optional<Boolean> flag(String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        return switch (value) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default ->
                    throw new BadRequestProblem(
                            "bad-filter", "The parameter unread is true or false.", null);
        };
    }
}
