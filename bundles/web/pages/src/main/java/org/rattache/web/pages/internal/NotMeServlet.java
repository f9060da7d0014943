package org.rattache.web.pages.internal;

import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rattache.identity.http.Connections;
import org.rattache.partner.api.LinkFreezes;
import org.rattache.partner.api.LinkFreezes.Freeze;
import org.rattache.platform.api.DomainException;

/** "This was not me", for the former contact, who has no log-in but the link in his mail. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.not-me")
@HttpWhiteboardServletPattern("/platform/not-me/*")
public final class NotMeServlet extends PageServlet {

    private static final long serialVersionUID = 1L;

    private final transient LinkFreezes freezes;

    @Activate
    public NotMeServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LinkFreezes freezes) {
        super(connections);
        this.freezes = freezes;
    }

    @Override
    Answer show(Visit visit) {
        Freeze freeze = visit.token().flatMap(freezes::show).orElseThrow(DomainException::notFound);
        return freeze.possible() ? question(visit, freeze) : held(visit, freeze);
    }

    @Override
    Answer submit(Visit visit) {
        String token = visit.token().orElseThrow(DomainException::notFound);
        try {
            return frozen(visit, freezes.freeze(token));
        } catch (DomainException refused) {
            if (refused.code().equals("account-held")) {
                return show(visit);
            }
            throw refused;
        }
    }

    private static Answer question(Visit visit, Freeze freeze) {
        return new Answer.Shown(
                200,
                Words.NOT_ME_TITLE,
                Html.of(
                        "<p>%s</p>\n<p>%s</p>\n%s\n<p class=\"aside\">%s</p>",
                        visit.words(
                                Words.NOT_ME_LEAD,
                                Html.name(freeze.firm()),
                                Html.name(freeze.company())),
                        visit.words(Words.NOT_ME_EFFECT),
                        new Form(visit, Refusal.NONE).sentBy(Words.FREEZE),
                        visit.words(Words.NOT_ME_KEEP)));
    }

    private static Answer held(Visit visit, Freeze freeze) {
        return new Answer.Shown(
                409,
                Words.NOT_ME_TITLE,
                Html.of("<p>%s</p>", visit.words(Words.ACCOUNT_HELD, Html.name(freeze.company()))));
    }

    private static Answer frozen(Visit visit, Freeze freeze) {
        return new Answer.Shown(
                200,
                Words.FROZEN_TITLE,
                Html.of(
                        "<p role=\"status\">%s</p>",
                        visit.words(
                                Words.FROZEN,
                                Html.name(freeze.company()),
                                Html.name(freeze.firm()))));
    }
}
