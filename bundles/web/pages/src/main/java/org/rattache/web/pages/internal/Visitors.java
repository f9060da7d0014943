package org.rattache.web.pages.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.identity.http.SessionCookie;
import org.rattache.platform.api.DomainException;

/** Who visits a page, and how a session begins and ends. */
@Component(service = Visitors.class)
public final class Visitors {

    /** The field of a form that only a page of the same session can hold. */
    static final String CSRF = "csrf";

    private final Sessions sessions;
    private final Credentials credentials;

    /** Somebody with a live session. */
    record Known(Profile profile, String session) {

        boolean hasSent(Visit visit) {
            return SessionCookie.csrfMatches(session, Optional.of(visit.field(CSRF)));
        }

        Form form(Visit visit, Refusal refusal) {
            return new Form(visit, refusal).hidden(CSRF, SessionCookie.csrfToken(session));
        }
    }

    @Activate
    public Visitors(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Sessions sessions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Credentials credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    Optional<Known> known(Visit visit) {
        return visit.session()
                .flatMap(
                        token ->
                                credentials
                                        .bySession(token, Tenant.NONE)
                                        .flatMap(live -> sessions.profile(live.caller().id()))
                                        .map(profile -> new Known(profile, token)));
    }

    /**
     * Logs in; the session of before, if there was one, ends.
     *
     * @return empty for a wrong password, an unknown address and a disabled user
     * @throws DomainException as {@link Sessions#logIn} does
     */
    Optional<Answer> logIn(Visit visit, String email, String password) {
        return sessions.logIn(email, password, visit.address())
                .map(
                        opened -> {
                            visit.session().ifPresent(sessions::end);
                            return into(visit, opened);
                        });
    }

    Answer changePassword(Visit visit, Known known, String current, String next) {
        return into(
                visit,
                sessions.changePassword(
                        known.profile().person().id(), current, next, visit.address()));
    }

    private static Answer into(Visit visit, Sessions.Opened opened) {
        return new Answer.Led(
                Landing.of(opened.profile(), visit.field(Visit.NEXT)),
                Optional.of(SessionCookie.header(opened.token(), visit.secure())));
    }

    /** The header Set-Cookie with which the session is gone. */
    String logOut(Visit visit) {
        visit.session().ifPresent(sessions::end);
        return SessionCookie.clearing(visit.secure());
    }
}
