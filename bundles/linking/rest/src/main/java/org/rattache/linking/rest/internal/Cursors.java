package org.rattache.linking.rest.internal;

import java.util.function.Supplier;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;

/** A cursor that is not one of the list is a malformed request, wherever that is noticed. */
final class Cursors {

    private Cursors() {}

    static <T> T checked(Supplier<T> list) {
        try {
            return list.get();
        } catch (DomainException e) {
            if (e.code().equals("bad-cursor")) {
                throw new BadRequestProblem(e.code(), e.detail(), e);
            }
            throw e;
        }
    }
}
