package org.rattache.benchmarks.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A row of clf_client_file as both servers show it; what is empty is null. */
record ClientFile(
        String firm,
        String id,
        long version,
        String name,
        String siren,
        String siret,
        String vat,
        String email,
        String phone,
        String address,
        String contact,
        Instant invitedAt,
        Instant createdAt,
        Instant changedAt,
        boolean proposalOpen) {

    /** What a caller sends. */
    record Data(
            String name,
            String siren,
            String siret,
            String vat,
            String email,
            String phone,
            String address,
            String contact) {

        /** The least that has to be right: a name, nine digits with a check digit, an address. */
        boolean isValid() {
            return name != null
                    && !name.isBlank()
                    && name.length() <= 200
                    && (siren == null || isSiren(siren))
                    && (email == null || (email.length() <= 254 && email.indexOf('@') > 0));
        }

        private static boolean isSiren(String digits) {
            if (digits.length() != 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
            return checkSum(digits) % 10 == 0;
        }

        ClientFile toFile(String firm, String id, Instant now) {
            return new ClientFile(
                    firm, id, 1, name, siren, siret, vat, email, phone, address, contact, null, now,
                    now, false);
        }
    }

    /** The sum of Luhn's formula, every second digit from the right doubled. */
    static int checkSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return sum;
    }

    static final String BASE = "/api/clientfile/v1/firms/";

    /** The columns that {@link #read} expects. */
    static final String COLUMNS =
            "f.firm_id, f.id, f.version, f.name, f.siren, f.siret, f.vat, f.email, f.phone, f.address,"
                    + " f.contact, f.invited_at, f.created_at, f.changed_at, f.proposal_open";

    static ClientFile read(ResultSet row) throws SQLException {
        return new ClientFile(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                instant(row.getTimestamp(12)),
                instant(row.getTimestamp(13)),
                instant(row.getTimestamp(14)),
                row.getBoolean(15));
    }

    /** The columns have no time zone and mean UTC. */
    static Instant instant(Timestamp column) {
        return column == null ? null : column.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    String path() {
        return BASE + firm + "/client-files/" + id;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("name", name);
        text(json, "siren", siren);
        text(json, "siret", siret);
        text(json, "vat", vat);
        text(json, "email", email);
        text(json, "phone", phone);
        text(json, "address", address);
        text(json, "contact", contact);
        text(json, "invitedAt", invitedAt);
        text(json, "createdAt", createdAt);
        text(json, "changedAt", changedAt);
        json.writeObjectFieldStart("links");
        json.writeStringField("self", path());
        if (proposalOpen) {
            json.writeStringField(
                    "link",
                    "/api/linking/v1/firms/" + firm + "/client-files/" + id + "/suggestions");
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }
}
