package org.rattache.platform.rest;

import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.QueryParam;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;

/** The query parameters of every list; take it as a {@code @BeanParam}. */
public final class PageParameters {

    @QueryParam("limit")
    @DefaultValue("50")
    private String limit;

    @QueryParam("after")
    private String after;

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
