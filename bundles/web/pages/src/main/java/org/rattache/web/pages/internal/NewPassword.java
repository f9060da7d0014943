package org.rattache.web.pages.internal;

import java.util.Optional;

/** A password that is chosen: typed twice, because it is not seen. */
final class NewPassword {

    static final String FIELD = "password";
    private static final String AGAIN = "again";

    private NewPassword() {}

    static Form fields(Form form) {
        return form.field(FIELD, Form.Fill.NEW_PASSWORD, Words.NEW_PASSWORD, Words.PASSWORD_HINT)
                .field(AGAIN, Form.Fill.NEW_PASSWORD, Words.AGAIN);
    }

    /** Why it does not count, before anybody looks whether it is a good one. */
    static Optional<Refusal> refusal(Visit visit) {
        if (visit.field(FIELD).isEmpty()) {
            return Optional.of(Refusal.at(FIELD, Words.REQUIRED, visit.language()));
        }
        return visit.field(FIELD).equals(visit.field(AGAIN))
                ? Optional.empty()
                : Optional.of(Refusal.at(AGAIN, Words.NOT_THE_SAME, visit.language()));
    }
}
