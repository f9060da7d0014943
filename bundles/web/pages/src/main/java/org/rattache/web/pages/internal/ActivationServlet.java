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
import org.rattache.identity.api.Accounts.Activated;
import org.rattache.identity.api.Accounts.Activation;
import org.rattache.identity.api.Accounts.ActivationKind;
import org.rattache.identity.http.Connections;
import org.rattache.platform.api.DomainException;

/** The invitation of an operator or of a client: who invites, for what, and the password. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.activation")
@HttpWhiteboardServletPattern({"/platform/activation/*", "/gateway/activation/*"})
public final class ActivationServlet extends PageServlet {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "name";

    private final transient Accounts accounts;
    private final transient Visitors visitors;

    @Activate
    public ActivationServlet(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Connections connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Accounts accounts,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Visitors visitors) {
        super(connections);
        this.accounts = accounts;
        this.visitors = visitors;
    }

    @Override
    Answer show(Visit visit) {
        return form(visit, activation(visit), Refusal.NONE);
    }

    private Activation activation(Visit visit) {
        return visit.token().flatMap(accounts::activation).orElseThrow(DomainException::notFound);
    }

    @Override
    Answer submit(Visit visit) {
        Activation activation = activation(visit);
        Optional<Refusal> early =
                activation.accountExists() ? Optional.empty() : NewPassword.refusal(visit);
        if (early.isPresent()) {
            return form(visit, activation, early.get());
        }
        try {
            return activate(visit, activation)
                    .map(activated -> logIn(visit, activated))
                    .orElseGet(
                            () ->
                                    form(
                                            visit,
                                            activation,
                                            Refusal.of(
                                                    401,
                                                    visit.words(Words.WRONG_PASSWORD_OF_ACCOUNT))));
        } catch (DomainException refused) {
            return form(visit, activation, refusal(visit, refused));
        }
    }

    private Optional<Activated> activate(Visit visit, Activation activation) {
        boolean newHolder = isNewHolder(activation);
        return accounts.activate(
                visit.token().orElseThrow(),
                visit.field(NewPassword.FIELD),
                Optional.of(visit.field(NAME).strip()).filter(name -> newHolder && !name.isEmpty()),
                Optional.of(visit.language().code()).filter(language -> newHolder),
                visit.address());
    }

    private static boolean isNewHolder(Activation activation) {
        return activation.kind() != ActivationKind.OPERATOR && !activation.accountExists();
    }

    /** The password was right a moment ago; if the log-in is refused now, its page says why. */
    private Answer logIn(Visit visit, Activated activated) {
        Answer logIn = new Answer.Led(Landing.LOG_IN, Optional.empty());
        try {
            return visitors.logIn(visit, activated.email(), visit.field(NewPassword.FIELD))
                    .orElse(logIn);
        } catch (DomainException refused) {
            return logIn;
        }
    }

    private static Refusal refusal(Visit visit, DomainException refused) {
        return refused.code().equals("space-already-held")
                ? Refusal.of(409, visit.words(Words.SPACE_ALREADY_HELD))
                : Refusal.of(refused, visit.language(), Map.of()).orElseThrow(() -> refused);
    }

    private static Answer form(Visit visit, Activation activation, Refusal refusal) {
        Form form = new Form(visit, refusal);
        if (activation.accountExists()) {
            form.field(NewPassword.FIELD, Form.Fill.CURRENT_PASSWORD, Words.PASSWORD);
        } else {
            if (isNewHolder(activation)) {
                form.field(NAME, Form.Fill.NAME, Words.YOUR_NAME, Words.OPTIONAL);
            }
            NewPassword.fields(form);
        }
        return new Answer.Shown(
                refusal.status(),
                Words.ACTIVATION_TITLE,
                Html.of(
                        "<p>%s</p>\n%s\n<p class=\"aside\">%s</p>",
                        lead(visit, activation),
                        form.sentBy(button(activation)),
                        visit.words(Words.NOTHING_CHANGES)));
    }

    private static Html lead(Visit visit, Activation activation) {
        Html firm = activation.firm().map(Html::name).orElseGet(() -> visit.words(Words.SOMEBODY));
        Html email = Html.name(activation.email());
        if (activation.kind() == ActivationKind.OPERATOR) {
            return visit.words(Words.OPERATOR_LEAD, firm, email);
        }
        Html company =
                activation
                        .company()
                        .map(Html::name)
                        .orElseGet(() -> visit.words(Words.YOUR_COMPANY));
        return visit.words(spaceLead(activation), firm, company, email);
    }

    private static Words spaceLead(Activation activation) {
        if (activation.kind() == ActivationKind.HOLDER) {
            return activation.accountExists() ? Words.HOLDER_KNOWN_LEAD : Words.HOLDER_LEAD;
        }
        return activation.accountExists() ? Words.SPACE_KNOWN_LEAD : Words.SPACE_LEAD;
    }

    private static Words button(Activation activation) {
        if (activation.kind() != ActivationKind.SPACE) {
            return Words.ACTIVATE;
        }
        return activation.accountExists() ? Words.GO_ON : Words.CREATE_SPACE;
    }
}
