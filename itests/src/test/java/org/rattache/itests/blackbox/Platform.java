package org.rattache.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform as the person behind one legal space uses it, with the names of the screen. */
final class Platform {

    private final World.Holder holder;
    private final Client person;

    Platform(World.Holder holder) {
        this.holder = holder;
        this.person = holder.client();
    }

    String space() {
        return holder.space();
    }

    String email() {
        return holder.email();
    }

    Client person() {
        return person;
    }

    String partner() {
        return "/api/partner/v1/spaces/" + space();
    }

    String documents() {
        return "/api/document/v1/spaces/" + space();
    }

    // --- Partenaire à confirmer -----------------------------------------------------------

    JsonNode pending() {
        return Gateway.items(person.get(partner() + "/requests?state=pending"));
    }

    /** A request of one kind about a company, in whatever state. */
    JsonNode request(String kind, String company) {
        for (JsonNode request : Gateway.items(person.get(partner() + "/requests"))) {
            if (request.path("kind").asText().equals(kind)
                    && request.at("/company/name").asText().equals(company)) {
                return request;
            }
        }
        throw new AssertionError("No request " + kind + " for " + company);
    }

    Client.Answer answer(JsonNode request, String how) {
        return person.post(partner() + "/requests/" + Gateway.id(request) + "/" + how, Map.of());
    }

    /** "Accepter groupe" with a code, and an Idempotency-Key. */
    Client.Answer guess(JsonNode request, String code, String key) {
        return person.post(
                partner() + "/requests/" + Gateway.id(request) + "/group-acceptance",
                Map.of("code", code),
                Map.of("Idempotency-Key", key));
    }

    /** "Accepter", for a company. */
    void acceptCompany(String company) {
        answer(request("company", company), "acceptance").is(200);
    }

    /** "Accepter groupe". */
    void acceptGroup(String company) {
        answer(request("company", company), "group-acceptance").is(200);
    }

    /** "Accepter", for the firm. */
    void acceptFirm(String company) {
        answer(request("firm", company), "acceptance").is(200);
    }

    /** All three answers that open a company's documents. */
    void acceptAll(String company) {
        acceptCompany(company);
        acceptGroup(company);
        acceptFirm(company);
    }

    // --- Mes partenaires ------------------------------------------------------------------

    JsonNode partners() {
        return Gateway.items(person.get(partner() + "/partners"));
    }

    void removePartner(String name) {
        String id = Gateway.id(Client.where(partners(), "/name", name).orElseThrow());
        String path = partner() + "/partners/" + id;
        person.delete(path, person.get(path).is(200).header("ETag")).is(204);
    }

    // --- Accès aux documents --------------------------------------------------------------

    /** The left menu. */
    List<String> accounts() {
        return Gateway.texts(Gateway.items(person.get(partner() + "/accounts")), "/name");
    }

    Optional<String> account(String name) {
        return Client.where(Gateway.items(person.get(partner() + "/accounts")), "/name", name)
                .map(Gateway::id);
    }

    String documentsOf(String account) {
        return documents() + "/accounts/" + account + "/documents";
    }

    /** The names of the documents of an account that stands in the menu. */
    List<String> names(String account) {
        return Gateway.texts(
                Gateway.items(person.get(documentsOf(account(account).orElseThrow()))), "/name");
    }

    Client.Answer content(String document) {
        return person.get(documents() + "/documents/" + document + "/content");
    }

    Client.Answer document(String document) {
        return person.get(documents() + "/documents/" + document);
    }

    /** Everything that this person can read without deciding anything, as one text. */
    String everything() {
        List<String> answers = new ArrayList<>();
        for (String path :
                List.of(
                        "/api/identity/v1/session",
                        partner() + "/requests",
                        partner() + "/requests?state=pending",
                        partner() + "/partners",
                        partner() + "/accounts",
                        "/api/audit/v1/spaces/" + space() + "/trail")) {
            answers.add(person.get(path).is(200).text());
        }
        for (JsonNode request : Gateway.items(person.get(partner() + "/requests"))) {
            answers.add(person.get(partner() + "/requests/" + Gateway.id(request)).is(200).text());
        }
        for (JsonNode found : partners()) {
            answers.add(person.get(partner() + "/partners/" + Gateway.id(found)).is(200).text());
        }
        for (JsonNode account : Gateway.items(person.get(partner() + "/accounts"))) {
            String id = Gateway.id(account);
            answers.add(person.get(documentsOf(id)).is(200).text());
            answers.add(person.get(documents() + "/accounts/" + id + "/sections").is(200).text());
        }
        return String.join("\n", answers);
    }
}
