package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.QueryParam;
import org.rattache.document.api.Previews;
import org.rattache.platform.rest.BadRequestProblem;

/** Which page of a preview, and how wide. */
public final class PreviewParameters {

    private static final int MAX_PAGE = 1_000_000;

    /** The page. */
    @QueryParam("page")
    @DefaultValue("1")
    @Parameter(
            description = "Which page, from 1; a picture has one.",
            schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
    public String page;

    /** The width. */
    @QueryParam("width")
    @DefaultValue("800")
    @Parameter(
            description = "How wide, in pixels. A picture that is smaller keeps its size.",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "16",
                            maximum = "2000",
                            defaultValue = "800"))
    public String width;

    int page() {
        return number("bad-page", "page", page, 1, MAX_PAGE);
    }

    int width() {
        return number("bad-width", "width", width, 16, Previews.MAX_WIDTH);
    }

    private static int number(String code, String name, String text, int least, int most) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadRequestProblem(code, "The " + name + " must be a number.", e);
        }
        if (number < least || number > most) {
            throw new BadRequestProblem(
                    code,
                    "The " + name + " must lie between " + least + " and " + most + ".",
                    null);
        }
        return number;
    }
}
