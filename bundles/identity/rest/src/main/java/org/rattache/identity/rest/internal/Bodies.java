package org.rattache.identity.rest.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rattache.identity.api.Accounts.Account;
import org.rattache.identity.api.Accounts.Activated;
import org.rattache.identity.api.Accounts.Activation;
import org.rattache.identity.api.FirmAdministration.ApiToken;
import org.rattache.identity.api.FirmAdministration.FirmEntry;
import org.rattache.identity.api.FirmAdministration.NewApiToken;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmAdministration.Operator;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Holders.Holder;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Scope;
import org.rattache.identity.http.SessionCookie;
import org.rattache.platform.api.Violations;

/** What goes over the wire. Requests may lack any field; what must be there is checked. */
final class Bodies {

    private Bodies() {}

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    static Optional<FirmRole> role(String text, Violations violations) {
        if (text == null) {
            return Optional.empty();
        }
        for (FirmRole role : FirmRole.values()) {
            if (lower(role).equals(text)) {
                return Optional.of(role);
            }
        }
        violations.add("/role", "unknown", "Use operator or administrator.");
        return Optional.empty();
    }

    // requests

    @Schema(name = "LogIn")
    record LogInBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 256,
                            format = "password")
                    String password) {}

    @Schema(name = "PasswordChange")
    record PasswordChangeBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 256,
                            format = "password")
                    String current,
            @JsonProperty("new")
                    @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            minLength = 12,
                            maxLength = 256,
                            format = "password")
                    String next) {}

    @Schema(name = "ActivationUse")
    record ActivationUseBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 256,
                            format = "password",
                            description =
                                    "A new password; the current one when accountExists is true.")
                    String password,
            @Schema(maxLength = 200) String name,
            @Schema(allowableValues = {"fr", "en"}) String language) {}

    @Schema(name = "PasswordResetRequest")
    record PasswordResetRequestBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email) {}

    @Schema(name = "HolderInvitation")
    record HolderInvitationBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 256,
                            format = "password",
                            description = "The own one, not that of who is invited")
                    String password) {}

    @Schema(name = "Holder")
    record HolderBody(
            @Schema(description = "Of the user, or of the invitation") String id,
            @Schema(description = "Left out of an invitation") Optional<String> name,
            String email,
            boolean invited,
            Instant since) {

        static HolderBody of(Holder holder) {
            return new HolderBody(
                    holder.id(), holder.name(), holder.email(), holder.invited(), holder.since());
        }
    }

    @Schema(name = "OwnDetails")
    record DetailsBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) String name,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"fr", "en"},
                            description = "Of mails, and of the pages without JavaScript")
                    String language) {}

    @Schema(name = "AddressChangeRequest")
    record AddressChangeRequestBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            maxLength = 256,
                            format = "password",
                            description = "The current one")
                    String password) {}

    @Schema(name = "AddressChange")
    record AddressChangeBody(
            @Schema(maxLength = 254, description = "The new address, masked") String email) {}

    @Schema(name = "PasswordReset")
    record PasswordResetBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            minLength = 12,
                            maxLength = 256,
                            format = "password")
                    String password) {}

    @Schema(name = "NewFirm")
    record NewFirmBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) String name,
            @Schema(pattern = "[0-9]{14}") String siret,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) PersonBody administrator) {}

    @Schema(name = "NewPerson")
    record PersonBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) String name,
            @Schema(
                            allowableValues = {"fr", "en"},
                            defaultValue = "fr")
                    String language) {}

    @Schema(name = "NewOperator")
    record NewOperatorBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 254) String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) String name,
            @Schema(
                            allowableValues = {"fr", "en"},
                            defaultValue = "fr")
                    String language,
            @Schema(
                            allowableValues = {"operator", "administrator"},
                            defaultValue = "operator")
                    String role) {}

    @Schema(name = "OperatorChange")
    record OperatorChangeBody(
            @Schema(allowableValues = {"operator", "administrator"}) String role,
            Boolean disabled) {}

    @Schema(name = "NewApiToken")
    record NewApiTokenBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 100) String name,
            @ArraySchema(
                            arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "client-files:read",
                                                "client-files:write",
                                                "links:read",
                                                "links:write",
                                                "documents:read",
                                                "documents:write",
                                                "trail:read"
                                            }))
                    List<String> scopes,
            @Schema(description = "When it ends; without it, at its revocation.")
                    Instant expiresAt) {}

    // responses

    @Schema(name = "Session")
    record SessionBody(
            UserBody user,
            List<FirmOfUserBody> firms,
            List<SpaceOfUserBody> spaces,
            @Schema(description = "To be sent in X-CSRF-Token with every change.")
                    String csrfToken) {

        static SessionBody of(Profile profile, String sessionToken) {
            return new SessionBody(
                    new UserBody(
                            profile.person().id(),
                            profile.person().name(),
                            profile.person().email(),
                            profile.person().language(),
                            profile.systemAdministrator(),
                            profile.mustChangePassword()),
                    profile.firms().stream()
                            .map(f -> new FirmOfUserBody(f.id(), f.name(), lower(f.role())))
                            .toList(),
                    profile.spaces().stream()
                            .map(s -> new SpaceOfUserBody(s.id(), s.name()))
                            .toList(),
                    SessionCookie.csrfToken(sessionToken));
        }
    }

    @Schema(name = "User")
    record UserBody(
            String id,
            String name,
            String email,
            @Schema(allowableValues = {"fr", "en"}) String language,
            boolean systemAdministrator,
            @Schema(description = "Nothing but a change of the password is possible.")
                    boolean mustChangePassword) {}

    @Schema(name = "FirmOfUser")
    record FirmOfUserBody(
            String id,
            String name,
            @Schema(allowableValues = {"operator", "administrator"}) String role) {}

    @Schema(name = "SpaceOfUser")
    record SpaceOfUserBody(String id, String name) {}

    @Schema(name = "Activation")
    record ActivationBody(
            @Schema(allowableValues = {"operator", "space"}) String kind,
            @Schema(description = "Masked but for its first letter and its domain.") String email,
            @Schema(description = "The firm that invites.") Optional<String> firm,
            Optional<String> company,
            @Schema(description = "The password of that account is asked for, not a new one.")
                    boolean accountExists) {

        static ActivationBody of(Activation activation) {
            return new ActivationBody(
                    lower(activation.kind()),
                    activation.email(),
                    activation.firm(),
                    activation.company(),
                    activation.accountExists());
        }
    }

    @Schema(name = "Activated")
    record ActivatedBody(
            @Schema(allowableValues = {"operator", "space"}) String kind,
            String email,
            boolean newUser) {

        static ActivatedBody of(Activated activated) {
            return new ActivatedBody(
                    lower(activated.kind()), activated.email(), activated.newUser());
        }
    }

    @Schema(name = "Account")
    record AccountBody(
            String id,
            String name,
            String email,
            @Schema(allowableValues = {"pending", "active", "disabled"}) String state) {

        static AccountBody of(Account account) {
            return new AccountBody(
                    account.person().id(),
                    account.person().name(),
                    account.person().email(),
                    lower(account.state()));
        }
    }

    @Schema(name = "Firm")
    record FirmBody(String id, String name, Optional<String> siret, Instant createdAt) {

        static FirmBody of(FirmEntry entry) {
            return new FirmBody(
                    entry.firm().id(),
                    entry.firm().name(),
                    entry.firm().siret(),
                    entry.createdAt());
        }
    }

    @Schema(name = "CreatedFirm")
    record CreatedFirmBody(
            String id,
            String name,
            Optional<String> siret,
            Instant createdAt,
            OperatorBody administrator) {

        static CreatedFirmBody of(NewFirm created) {
            FirmBody firm = FirmBody.of(created.firm());
            return new CreatedFirmBody(
                    firm.id(),
                    firm.name(),
                    firm.siret(),
                    firm.createdAt(),
                    OperatorBody.of(created.administrator()));
        }
    }

    @Schema(name = "Operator")
    record OperatorBody(
            String id,
            String name,
            String email,
            @Schema(allowableValues = {"fr", "en"}) String language,
            @Schema(allowableValues = {"operator", "administrator"}) String role,
            @Schema(allowableValues = {"invited", "active", "disabled"}) String state,
            Instant since) {

        static OperatorBody of(Operator operator) {
            return new OperatorBody(
                    operator.person().id(),
                    operator.person().name(),
                    operator.person().email(),
                    operator.person().language(),
                    lower(operator.role()),
                    lower(operator.state()),
                    operator.since());
        }
    }

    @Schema(name = "ApiToken")
    record ApiTokenBody(
            String id,
            String name,
            List<String> scopes,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {

        static ApiTokenBody of(ApiToken token) {
            return new ApiTokenBody(
                    token.id(),
                    token.name(),
                    sorted(token.scopes()),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    @Schema(name = "CreatedApiToken")
    record CreatedApiTokenBody(
            String id,
            String name,
            List<String> scopes,
            Instant createdAt,
            Optional<Instant> expiresAt,
            @Schema(description = "Shown this once. Send it as Authorization: Bearer.")
                    String token) {

        static CreatedApiTokenBody of(NewApiToken created) {
            ApiToken token = created.token();
            return new CreatedApiTokenBody(
                    token.id(),
                    token.name(),
                    sorted(token.scopes()),
                    token.createdAt(),
                    token.expiresAt(),
                    created.secret());
        }
    }

    private static List<String> sorted(Set<Scope> scopes) {
        return scopes.stream().map(Scope::text).sorted().collect(Collectors.toList());
    }
}
