package org.rattache.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.rattache.platform.api.Page;

/** How a page of a list looks in JSON; {@code next} is null on the last one. */
public record PageBody<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true, maxLength = 2000)
                String next,
        Total total) {

    /** How many rows there are; when not exact, at least {@code value}. */
    public record Total(long value, boolean exact) {}

    public static <S, T> PageBody<T> of(Page<S> page, Function<? super S, ? extends T> mapping) {
        return new PageBody<>(
                page.items().stream().<T>map(mapping).toList(),
                page.next().orElse(null),
                new Total(page.total().value(), page.total().exact()));
    }
}
