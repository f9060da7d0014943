package org.rattache.web.pages.internal;

import java.util.Optional;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rattache.identity.http.Connections;

/** /logout: a GET asks, a form does it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.log-out")
@HttpWhiteboardServletPattern("/logout")
public final class LogOutServlet extends PageServlet {

    private static final long serialVersionUID = 1L;

    private final transient Visitors visitors;

    @Activate
    public LogOutServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Visitors visitors) {
        super(connections);
        this.visitors = visitors;
    }

    @Override
    Answer show(Visit visit) {
        return visitors.known(visit)
                .map(known -> form(visit.of(known.profile().person()), known))
                .orElseGet(() -> loggedOut(visit, Optional.empty()));
    }

    @Override
    Answer submit(Visit visit) {
        Optional<Visitors.Known> known = visitors.known(visit);
        if (known.isEmpty()) {
            return loggedOut(visit, Optional.empty());
        }
        Visit own = visit.of(known.get().profile().person());
        return known.get().hasSent(visit)
                ? loggedOut(own, Optional.of(visitors.logOut(visit)))
                : foreign(own);
    }

    private static Answer form(Visit visit, Visitors.Known known) {
        return new Answer.Shown(
                200,
                Words.LOG_OUT_TITLE,
                Html.of(
                        "<p>%s</p>\n%s\n<p class=\"aside\"><a href=\"%s\">%s</a></p>",
                        visit.words(
                                Words.LOG_OUT_LEAD, Html.name(known.profile().person().email())),
                        known.form(visit, Refusal.NONE).sentBy(Words.LOG_OUT),
                        Html.text(Landing.of(known.profile(), visit.field(Visit.NEXT))),
                        visit.words(Words.STAY)));
    }

    private static Answer loggedOut(Visit visit, Optional<String> cookie) {
        return new Answer.Shown(
                200,
                Words.LOG_OUT_TITLE,
                Html.of(
                        "<p role=\"status\">%s</p>\n%s",
                        visit.words(Words.LOGGED_OUT), toLogIn(visit)),
                cookie);
    }
}
