package org.rattache.notification.core.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.identity.api.Holders;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.identity.api.Person;
import org.rattache.notification.core.internal.jpa.MessageRow;
import org.rattache.notification.spi.Message;
import org.rattache.partner.api.Spaces;

/**
 * Composes mails when they are sent. Only here are one-time links made: no token is ever stored,
 * and a mail that is tried again carries a new one. Who lost the right to be told since the event
 * (no holder any more, another contact address, no access) is not told.
 */
@Component(service = MailComposer.class)
public final class MailComposer implements Composer {

    private static final Duration RESET_VALID = Duration.ofHours(1);
    private static final Duration CHANGE_VALID = Duration.ofDays(1);
    private static final Duration CANCEL_VALID = Duration.ofDays(7);
    private static final Duration FREEZE_VALID = Duration.ofDays(30);
    private static final List<String> HOLDER_CHANGES =
            List.of("invited", "joined", "left", "removed");
    private static final List<String> ANSWERS =
            List.of("accepted", "group-accepted", "agreed", "refused", "voided", "left", "frozen");

    private final Directory directory;
    private final OneTimeLinks links;
    private final Settings settings;
    private final Templates templates = new Templates();

    @Activate
    public MailComposer(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Directory directory,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OneTimeLinks links,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this.directory = directory;
        this.links = links;
        this.settings = settings;
    }

    /** Who gets it; a contact has no name and reads French. */
    private record Recipient(String email, String name, String language) {

        static Recipient of(Person person) {
            return new Recipient(person.email(), person.name(), person.language());
        }

        static Recipient contact(String email) {
            return new Recipient(email, "", "fr");
        }
    }

    @Override
    public Composition compose(MessageRow row) {
        Map<String, String> data = Data.read(row.getData());
        Optional<ClientFile> file =
                row.getClientFile().flatMap(id -> directory.clientFile(row.getFirm(), id));
        if (row.getClientFile().isPresent() && file.isEmpty()) {
            return Composition.dropped("The client file is gone.");
        }
        Optional<Recipient> recipient = recipient(row, data, file);
        if (recipient.isEmpty()) {
            return Composition.dropped("The recipient may no longer be told.");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("name", recipient.get().name());
        directory.firmName(row.getFirm()).ifPresent(name -> values.put("firm", name));
        file.ifPresent(f -> values.put("company", f.name()));
        MailTemplate template = MailTemplate.of(row.getTemplate());
        values.put("link", link(template, row, data, file));
        more(template, row, data, values);
        if (values.get("lines") instanceof List<?> lines && lines.isEmpty()) {
            return Composition.dropped("There is nothing left that the recipient may be told.");
        }
        Templates.Filled filled = templates.fill(template, recipient.get().language(), values);
        return Composition.of(
                new Composition.Ready(
                        row.getId(),
                        recipient.get().email(),
                        filled.subject(),
                        filled.text(),
                        Optional.of(filled.html()),
                        Map.of(
                                Message.RECIPIENT_NAME,
                                PlainText.line(recipient.get().name()),
                                Message.LANGUAGE,
                                "en".equals(recipient.get().language()) ? "en" : "fr")));
    }

    private Optional<Recipient> recipient(
            MessageRow row, Map<String, String> data, Optional<ClientFile> file) {
        String to = row.getRecipient();
        String firm = row.getFirm();
        return switch (Audience.valueOf(row.getAudience())) {
            case CONTACT ->
                    file.flatMap(f -> f.data().email()).filter(to::equals).map(Recipient::contact);
            case FORMER_CONTACT ->
                    file.filter(f -> !directory.isHeld(firm, f.id()))
                            .map(f -> Recipient.contact(to));
            case INVITED_OPERATOR -> directory.invitedOperator(firm, to).map(Recipient::of);
            case USER -> directory.user(to).map(Recipient::of);
            case OLD_ADDRESS ->
                    directory
                            .addressChange(to)
                            .map(
                                    change ->
                                            new Recipient(
                                                    change.oldEmail(),
                                                    change.person().name(),
                                                    change.person().language()));
            // nobody has proved to be there yet, and somebody else may be: no name
            case NEW_ADDRESS ->
                    directory
                            .addressChange(to)
                            .filter(change -> change.open() || change.taken())
                            .map(
                                    change ->
                                            new Recipient(
                                                    change.newEmail(),
                                                    "",
                                                    change.person().language()));
            // whether the address has an account shows to nobody: no name
            case INVITED_HOLDER ->
                    directory
                            .holderInvitation(to)
                            .map(
                                    invitation ->
                                            new Recipient(
                                                    invitation.email(),
                                                    "",
                                                    invitation.by().language()));
            case OPERATOR -> directory.operator(firm, to).map(Recipient::of);
            case HOLDER -> directory.holder(data.getOrDefault("space", ""), to).map(Recipient::of);
            case READER ->
                    file.flatMap(f -> directory.reader(firm, f.id(), to, newest(data)))
                            .map(Recipient::of);
            case WEBHOOK -> throw new IllegalStateException("A webhook is no mail.");
        };
    }

    /** When the newest of the documents was sent that a mail tells of. */
    private static Instant newest(Map<String, String> data) {
        return Optional.ofNullable(data.get("newest")).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private String link(
            MailTemplate template,
            MessageRow row,
            Map<String, String> data,
            Optional<ClientFile> file) {
        return switch (template) {
            case INVITATION ->
                    settings.url(
                            "/platform/activation/"
                                    + token(
                                            Purpose.ACTIVATION,
                                            spaceActivation(file.orElseThrow()),
                                            settings.invitation()));
            case OPERATOR_INVITATION ->
                    settings.url(
                            "/gateway/activation/"
                                    + token(
                                            Purpose.ACTIVATION,
                                            Map.of("kind", "operator", "user", row.getRecipient()),
                                            settings.invitation()));
            case PASSWORD_RESET ->
                    settings.url(
                            "/platform/password-reset/"
                                    + token(
                                            Purpose.PASSWORD_RESET,
                                            Map.of("user", row.getRecipient()),
                                            RESET_VALID));
            case ADDRESS_CHANGE ->
                    directory.addressChange(row.getRecipient()).orElseThrow().taken()
                            ? settings.url("/platform/")
                            : settings.url(
                                    "/platform/address-change/"
                                            + ofChange(Purpose.ADDRESS_CHANGE, row, CHANGE_VALID));
            case ADDRESS_CHANGE_TOLD ->
                    settings.url(
                            "/platform/not-my-address/"
                                    + ofChange(Purpose.ADDRESS_CANCEL, row, CANCEL_VALID));
            case FORMER_CONTACT_CHANGED, FORMER_CONTACT_LINKED ->
                    settings.url(
                            "/platform/not-me/"
                                    + token(
                                            Purpose.LINK_FREEZE,
                                            Map.of(
                                                    "firm",
                                                    row.getFirm(),
                                                    "clientFile",
                                                    file.orElseThrow().id()),
                                            FREEZE_VALID));
            case HOLDER_INVITATION ->
                    settings.url(
                            "/platform/activation/"
                                    + token(
                                            Purpose.ACTIVATION,
                                            Map.of(
                                                    "kind",
                                                    "holder",
                                                    "invitation",
                                                    row.getRecipient()),
                                            settings.invitation()));
            case REQUEST_RECEIVED,
                    DOCUMENTS_RECEIVED,
                    NEWS,
                    LINK_CLOSED,
                    HOLDERS_CHANGED,
                    DELAY_ENDED ->
                    settings.url(platform(row, data));
            case REQUEST_ANSWERED, DOCUMENTS_FROM_CLIENT -> settings.url("/gateway/");
        };
    }

    /** The space of which the mail tells, if the recipient holds it; else the one he finds. */
    private String platform(MessageRow row, Map<String, String> data) {
        return Optional.ofNullable(data.get("space"))
                .filter(space -> directory.holder(space, row.getRecipient()).isPresent())
                .map(space -> "/platform/spaces/" + space + "/")
                .orElse("/platform/");
    }

    private String ofChange(Purpose purpose, MessageRow row, Duration validity) {
        return token(purpose, Map.of("change", row.getRecipient()), validity);
    }

    private String token(Purpose purpose, Map<String, String> data, Duration validity) {
        return URLEncoder.encode(links.issue(purpose, data, validity), StandardCharsets.UTF_8);
    }

    /** What the activation stands for: see docs/events.md. */
    private Map<String, String> spaceActivation(ClientFile file) {
        Map<String, String> data = new HashMap<>();
        data.put("kind", "space");
        data.put("firm", file.firm());
        data.put("clientFile", file.id());
        data.put("email", file.data().email().orElseThrow());
        data.put("company", file.name());
        file.normalisedEmail().ifPresent(email -> data.put("contact", email));
        file.siren().ifPresent(siren -> data.put("siren", siren));
        directory
                .space(file.firm(), file.id())
                .map(Spaces.Space::id)
                .ifPresent(space -> data.put("space", space));
        return data;
    }

    private void more(
            MailTemplate template,
            MessageRow row,
            Map<String, String> data,
            Map<String, Object> values) {
        switch (template) {
            case INVITATION, OPERATOR_INVITATION ->
                    values.put("days", Long.toString(settings.invitation().toDays()));
            case REQUEST_RECEIVED -> {
                List<Map<String, Object>> lines = requests(row.getFirm(), data);
                values.put("lines", lines);
                values.put("companies", Integer.toString(lines.size()));
                values.put("oneCompany", lines.size() == 1);
                values.put("manyCompanies", lines.size() > 1);
                if (lines.size() == 1) {
                    values.putAll(lines.get(0));
                }
            }
            case REQUEST_ANSWERED -> {
                String answer = data.getOrDefault("type", "").replace("partner.", "");
                for (String known : ANSWERS) {
                    values.put("is-" + known, known.equals(answer));
                }
                values.put("reason", data.getOrDefault("reason", ""));
            }
            case DOCUMENTS_RECEIVED, DOCUMENTS_FROM_CLIENT ->
                    count(values, Long.parseLong(data.get("documents")));
            case NEWS -> {
                List<Map<String, Object>> lines = news(row.getRecipient(), data);
                values.put("lines", lines);
                values.put("companies", Integer.toString(lines.size()));
                values.put("oneCompany", lines.size() == 1);
                values.put("manyCompanies", lines.size() > 1);
            }
            case ADDRESS_CHANGE -> {
                boolean taken = directory.addressChange(row.getRecipient()).orElseThrow().taken();
                values.put("taken", taken);
                values.put("free", !taken);
            }
            case HOLDER_INVITATION -> {
                Holders.Invitation invitation =
                        directory.holderInvitation(row.getRecipient()).orElseThrow();
                values.put("by", invitation.by().name());
                values.put("space", invitation.space());
                values.put("days", Long.toString(settings.invitation().toDays()));
            }
            case HOLDERS_CHANGED -> {
                String change = data.getOrDefault("type", "").replace("identity.holder-", "");
                String user = data.getOrDefault("user", "");
                for (String known : HOLDER_CHANGES) {
                    values.put("is-" + known, known.equals(change));
                }
                values.put("who", directory.user(user).map(Person::name).orElse("?"));
                values.put(
                        "space", directory.spaceName(data.getOrDefault("space", "")).orElse("?"));
            }
            case ADDRESS_CHANGE_TOLD,
                    PASSWORD_RESET,
                    FORMER_CONTACT_CHANGED,
                    FORMER_CONTACT_LINKED,
                    LINK_CLOSED,
                    DELAY_ENDED -> {
                // names and the link are all they say
            }
        }
    }

    /** A line for each company, with what is asked for it. */
    private List<Map<String, Object>> requests(String firm, Map<String, String> data) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Requests.of(data)
                .forEach(
                        (id, kinds) ->
                                directory
                                        .clientFile(firm, id)
                                        .ifPresent(file -> lines.add(request(file, kinds))));
        lines.sort(Comparator.comparing(line -> (String) line.get("company")));
        return lines;
    }

    private Map<String, Object> request(ClientFile file, List<String> kinds) {
        Map<String, Object> line = new HashMap<>();
        line.put("company", file.name());
        line.put("isCompany", kinds.contains("company"));
        line.put("isFirm", kinds.contains("firm"));
        line.put("isAgreement", kinds.contains("agreement"));
        // where a company is to be linked, that is what the mail is about
        line.put("isFirmAlone", kinds.equals(List.of("firm")));
        count(line, directory.documentsSent(file.firm(), file.id()));
        return line;
    }

    /** A line for each company whose new documents the person may still read. */
    private List<Map<String, Object>> news(String person, Map<String, String> data) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (News.Item item : News.of(data)) {
            Optional<ClientFile> file = directory.clientFile(item.firm(), item.clientFile());
            if (file.isPresent()
                    && directory
                            .reader(item.firm(), item.clientFile(), person, item.newest())
                            .isPresent()) {
                Map<String, Object> line = new HashMap<>();
                line.put("firm", directory.firmName(item.firm()).orElse(""));
                line.put("company", file.get().name());
                count(line, item.documents());
                lines.add(line);
            }
        }
        lines.sort(
                Comparator.comparing((Map<String, Object> line) -> (String) line.get("company"))
                        .thenComparing(line -> (String) line.get("firm")));
        return lines;
    }

    private static void count(Map<String, Object> values, long documents) {
        values.put("documents", Long.toString(documents));
        values.put("none", documents == 0);
        values.put("one", documents == 1);
        values.put("many", documents > 1);
    }
}
