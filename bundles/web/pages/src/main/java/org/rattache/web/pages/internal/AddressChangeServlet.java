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

/** The link in the mail to a new log-in address: only its reader can confirm it [PRODUCT S2b]. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.address-change")
@HttpWhiteboardServletPattern("/platform/address-change/*")
public final class AddressChangeServlet extends PageServlet {

    private static final long serialVersionUID = 1L;

    private final transient LogInAddresses addresses;

    @Activate
    public AddressChangeServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LogInAddresses addresses) {
        super(connections);
        this.addresses = addresses;
    }

    @Override
    Answer show(Visit visit) {
        String email =
                visit.token()
                        .flatMap(token -> addresses.show(token, false))
                        .orElseThrow(DomainException::notFound);
        return new Answer.Shown(
                200,
                Words.ADDRESS_TITLE,
                Html.of(
                        "<p>%s</p>\n<p>%s</p>\n%s\n<p class=\"aside\">%s</p>",
                        visit.words(Words.ADDRESS_LEAD, Html.name(email)),
                        visit.words(Words.ADDRESS_EFFECT),
                        new Form(visit, Refusal.NONE).sentBy(Words.ADDRESS_CONFIRM),
                        visit.words(Words.ADDRESS_KEEP)));
    }

    @Override
    Answer submit(Visit visit) {
        addresses.confirm(visit.token().orElseThrow(DomainException::notFound));
        return new Answer.Shown(
                200,
                Words.ADDRESS_DONE_TITLE,
                Html.of(
                        "<p role=\"status\">%s</p>\n%s",
                        visit.words(Words.ADDRESS_DONE), toLogIn(visit)));
    }
}
