package org.rattache.platform.rest;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.QueryParam;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;

/** The query parameters of every list; take it as a {@code @BeanParam}. */
public final class PageParameters {

    /**
     * Rows wanted. Public like its neighbour, or the generator of the OpenAPI documents does not
     * see it.
     */
    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "Rows wanted, 1 to 200.",
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    public String limit;

    /** Where the page before ended. */
    @QueryParam("after")
    @Parameter(description = "The next of the page before.", schema = @Schema(maxLength = 2000))
    public String after;

    /**
     * Reads the parameters.
     *
     * @param cursorKeys how many keys a cursor of this list has
     * @throws DomainException when one is not right
     */
    public PageRequest toRequest(int cursorKeys) {
        int rows;
        try {
            rows = Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            throw new BadRequestProblem("bad-limit", "The limit must be a number.", e);
        }
        if (rows < 1 || rows > PageRequest.MAX_LIMIT) {
            throw new BadRequestProblem(
                    "bad-limit",
                    "The limit must lie between 1 and " + PageRequest.MAX_LIMIT + ".",
                    null);
        }
        return new PageRequest(
                rows,
                Optional.ofNullable(after)
                        .filter(text -> !text.isEmpty())
                        .map(
                                text -> {
                                    try {
                                        return Cursor.decode(text, cursorKeys);
                                    } catch (DomainException e) {
                                        throw new BadRequestProblem(e.code(), e.detail(), e);
                                    }
                                }));
    }
}
