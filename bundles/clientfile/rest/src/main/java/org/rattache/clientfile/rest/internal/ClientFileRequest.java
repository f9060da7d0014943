package org.rattache.clientfile.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.rattache.clientfile.api.ClientFileData;

/** What a caller writes into a client file; a field that is left out is empty. */
@Schema(name = "ClientFileRequest")
record ClientFileRequest(
        @Schema(
                        description = "The company.",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        minLength = 1,
                        maxLength = 200)
                String name,
        @Schema(
                        description =
                                "Nine digits with a right check digit; spaces and dots are dropped.",
                        maxLength = 20,
                        example = "732829320")
                String siren,
        @Schema(
                        description =
                                "Fourteen digits with right check digits, of the same SIREN; spaces and dots are dropped.",
                        maxLength = 30,
                        example = "73282932000074")
                String siret,
        @Schema(
                        description =
                                "A French VAT number, of the same SIREN; spaces and dots are dropped.",
                        maxLength = 30,
                        example = "FR44732829320")
                String vat,
        @Schema(
                        description = "The contact address; never a log-in.",
                        format = "email",
                        maxLength = 254)
                String email,
        @Schema(description = "French numbers come back as +33123456789.", maxLength = 40)
                String phone,
        @Schema(description = "May have several lines.", maxLength = 500) String address,
        @Schema(description = "The person to speak to.", maxLength = 200) String contact) {

    ClientFileData toData() {
        return new ClientFileData(
                name == null ? "" : name,
                Optional.ofNullable(siren),
                Optional.ofNullable(siret),
                Optional.ofNullable(vat),
                Optional.ofNullable(email),
                Optional.ofNullable(phone),
                Optional.ofNullable(address),
                Optional.ofNullable(contact));
    }
}
