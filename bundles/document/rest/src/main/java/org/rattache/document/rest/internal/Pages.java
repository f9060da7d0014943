package org.rattache.document.rest.internal;

import java.util.function.Function;
import java.util.function.Supplier;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.PageBody;

/** Pages of lists. */
final class Pages {

    private Pages() {}

    /** A cursor that the list cannot use is no broken rule but a request that cannot be read. */
    static <S, T> PageBody<T> of(Supplier<Page<S>> list, Function<? super S, ? extends T> mapping) {
        try {
            return PageBody.of(list.get(), mapping);
        } catch (DomainException e) {
            if (e.code().equals("bad-cursor")) {
                throw new BadRequestProblem(e.code(), e.detail(), e);
            }
            throw e;
        }
    }
}
