package org.rattache.web.pages.internal;

import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.http.Connections;
import org.rattache.platform.api.DomainException;

/** The link in the mail to the old log-in address: ends or undoes the change [PRODUCT S2b]. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.not-my-address")
@HttpWhiteboardServletPattern("/platform/not-my-address/*")
public final class NotMyAddressServlet extends PageServlet {

    private static final long serialVersionUID = 1L;

    private final transient LogInAddresses addresses;

    @Activate
    public NotMyAddressServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LogInAddresses addresses) {
        super(connections);
        this.addresses = addresses;
    }

    @Override
    Answer show(Visit visit) {
        String email =
                visit.token()
                        .flatMap(token -> addresses.show(token, true))
                        .orElseThrow(DomainException::notFound);
        return new Answer.Shown(
                200,
                Words.NOT_ME_TITLE,
                Html.of(
                        "<p>%s</p>\n<p>%s</p>\n%s\n<p class=\"aside\">%s</p>",
                        visit.words(Words.NOT_MY_ADDRESS_LEAD, Html.name(email)),
                        visit.words(Words.NOT_MY_ADDRESS_EFFECT),
                        new Form(visit, Refusal.NONE).sentBy(Words.ADDRESS_CANCEL),
                        visit.words(Words.NOT_ME_KEEP)));
    }

    @Override
    Answer submit(Visit visit) {
        addresses.cancel(visit.token().orElseThrow(DomainException::notFound));
        return new Answer.Shown(
                200,
                Words.ADDRESS_CANCELLED_TITLE,
                Html.of("<p role=\"status\">%s</p>", visit.words(Words.ADDRESS_CANCELLED)));
    }
}
