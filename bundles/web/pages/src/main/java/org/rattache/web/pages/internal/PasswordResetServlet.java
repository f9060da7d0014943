package org.rattache.web.pages.internal;

import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.http.Connections;
import org.rattache.platform.api.DomainException;

/** A forgotten password: without a token the link is asked for, with it the link is used. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.password-reset")
@HttpWhiteboardServletPattern({"/platform/password-reset/*", "/gateway/password-reset/*"})
public final class PasswordResetServlet extends PageServlet {

    private static final long serialVersionUID = 1L;
    private static final String EMAIL = "email";

    private final transient Accounts accounts;

    @Activate
    public PasswordResetServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Accounts accounts) {
        super(connections);
        this.accounts = accounts;
    }

    @Override
    Answer show(Visit visit) {
        if (visit.token().isEmpty()) {
            return request(visit, Refusal.NONE);
        }
        return accounts.isPasswordResetOpen(visit.token().get())
                ? choice(visit, Refusal.NONE)
                : deadLink(visit);
    }

    @Override
    Answer submit(Visit visit) {
        return visit.token().map(token -> reset(visit, token)).orElseGet(() -> send(visit));
    }

    /** The same answer for every address [PRODUCT S2]. */
    private Answer send(Visit visit) {
        try {
            accounts.requestPasswordReset(visit.field(EMAIL), visit.address());
        } catch (DomainException refused) {
            return request(visit, refusal(visit, refused));
        }
        return new Answer.Shown(
                200,
                Words.RESET_SENT_TITLE,
                Html.of(
                        "<p role=\"status\">%s</p>\n%s",
                        visit.words(Words.RESET_SENT), toLogIn(visit)));
    }

    private Answer reset(Visit visit, String token) {
        Optional<Refusal> early = NewPassword.refusal(visit);
        if (early.isPresent()) {
            return accounts.isPasswordResetOpen(token)
                    ? choice(visit, early.get())
                    : deadLink(visit);
        }
        try {
            accounts.resetPassword(token, visit.field(NewPassword.FIELD), visit.address());
        } catch (DomainException refused) {
            return choice(visit, refusal(visit, refused));
        }
        return new Answer.Shown(
                200,
                Words.RESET_DONE_TITLE,
                Html.of(
                        "<p role=\"status\">%s</p>\n%s",
                        visit.words(Words.RESET_DONE), toLogIn(visit)));
    }

    private static Refusal refusal(Visit visit, DomainException refused) {
        return Refusal.of(refused, visit.language(), Map.of()).orElseThrow(() -> refused);
    }

    private static Answer request(Visit visit, Refusal refusal) {
        Html form =
                new Form(visit, refusal)
                        .field(EMAIL, Form.Fill.EMAIL, Words.EMAIL)
                        .sentBy(Words.RESET_SEND);
        return new Answer.Shown(
                refusal.status(),
                Words.RESET_TITLE,
                Html.of("<p>%s</p>\n%s", visit.words(Words.RESET_LEAD), form));
    }

    private static Answer choice(Visit visit, Refusal refusal) {
        return new Answer.Shown(
                refusal.status(),
                Words.CHANGE_TITLE,
                NewPassword.fields(new Form(visit, refusal)).sentBy(Words.SAVE_PASSWORD));
    }
}
