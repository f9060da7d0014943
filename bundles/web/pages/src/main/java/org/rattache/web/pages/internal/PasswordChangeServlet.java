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
import org.rattache.identity.http.Connections;
import org.rattache.platform.api.DomainException;

/** /login/password: where a log-in with a given password ends until another one is chosen. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.password-change")
@HttpWhiteboardServletPattern(Landing.NEW_PASSWORD)
public final class PasswordChangeServlet extends PageServlet {

    private static final long serialVersionUID = 1L;
    private static final String CURRENT = "current";

    private final transient Visitors visitors;

    @Activate
    public PasswordChangeServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Visitors visitors) {
        super(connections);
        this.visitors = visitors;
    }

    @Override
    Answer show(Visit visit) {
        return visitors.known(visit)
                .map(known -> form(visit.of(known.profile().person()), known, Refusal.NONE))
                .orElseGet(() -> logInFirst(visit));
    }

    @Override
    Answer submit(Visit visit) {
        Optional<Visitors.Known> known = visitors.known(visit);
        return known.isEmpty()
                ? logInFirst(visit)
                : submit(visit.of(known.get().profile().person()), known.get());
    }

    private Answer submit(Visit visit, Visitors.Known known) {
        if (!known.hasSent(visit)) {
            return foreign(visit);
        }
        Optional<Refusal> early = NewPassword.refusal(visit);
        if (early.isPresent()) {
            return form(visit, known, early.get());
        }
        try {
            return visitors.changePassword(
                    visit, known, visit.field(CURRENT), visit.field(NewPassword.FIELD));
        } catch (DomainException refused) {
            return form(
                    visit,
                    known,
                    Refusal.of(refused, visit.language(), Map.of("new", NewPassword.FIELD))
                            .orElseThrow(() -> refused));
        }
    }

    private static Answer logInFirst(Visit visit) {
        return new Answer.Led(
                Landing.withNext(Landing.LOG_IN, Landing.local(visit.field(Visit.NEXT))),
                Optional.empty());
    }

    private static Answer form(Visit visit, Visitors.Known known, Refusal refusal) {
        Html lead =
                known.profile().mustChangePassword()
                        ? Html.of("<p>%s</p>\n", visit.words(Words.CHANGE_LEAD))
                        : Html.NOTHING;
        Form form =
                known.form(visit, refusal)
                        .field(CURRENT, Form.Fill.CURRENT_PASSWORD, Words.CURRENT_PASSWORD);
        return new Answer.Shown(
                refusal.status(),
                Words.CHANGE_TITLE,
                Html.of("%s%s", lead, NewPassword.fields(form).sentBy(Words.SAVE_PASSWORD)));
    }
}
