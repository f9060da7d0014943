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

/** /login; {@code ?next=} is the place in an application to which it leads. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.log-in")
@HttpWhiteboardServletPattern(Landing.LOG_IN)
public final class LogInServlet extends PageServlet {

    private static final long serialVersionUID = 1L;
    private static final String EMAIL = "email";
    private static final String PASSWORD = "password";

    private final transient Visitors visitors;

    @Activate
    public LogInServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Visitors visitors) {
        super(connections);
        this.visitors = visitors;
    }

    @Override
    Answer show(Visit visit) {
        return visitors.known(visit)
                .<Answer>map(
                        known ->
                                new Answer.Led(
                                        Landing.of(known.profile(), visit.field(Visit.NEXT)),
                                        Optional.empty()))
                .orElseGet(() -> form(visit, Refusal.NONE));
    }

    @Override
    Answer submit(Visit visit) {
        try {
            return visitors.logIn(visit, visit.field(EMAIL), visit.field(PASSWORD))
                    .orElseGet(() -> form(visit, failed(visit)));
        } catch (DomainException refused) {
            return form(
                    visit,
                    Refusal.of(refused, visit.language(), Map.of()).orElseThrow(() -> refused));
        }
    }

    private static Refusal failed(Visit visit) {
        return Refusal.of(401, visit.words(Words.LOG_IN_FAILED));
    }

    private static Answer form(Visit visit, Refusal refusal) {
        Html form =
                new Form(visit, refusal)
                        .field(EMAIL, Form.Fill.EMAIL, Words.EMAIL)
                        .field(PASSWORD, Form.Fill.CURRENT_PASSWORD, Words.PASSWORD)
                        .sentBy(Words.LOG_IN);
        return new Answer.Shown(
                refusal.status(),
                Words.LOG_IN_TITLE,
                Html.of(
                        "%s\n<p class=\"aside\"><a href=\"/platform/password-reset?lang=%s\">%s</a></p>",
                        form, Html.text(visit.language().code()), visit.words(Words.FORGOTTEN)));
    }
}
