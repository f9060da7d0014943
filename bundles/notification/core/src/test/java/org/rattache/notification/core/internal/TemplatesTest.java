package org.rattache.notification.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TemplatesTest {

    private static final List<String> LANGUAGES = List.of("fr", "en");
    private static final List<String> FLAGS =
            List.of(
                    "isCompany",
                    "isFirm",
                    "isFirmAlone",
                    "isAgreement",
                    "none",
                    "one",
                    "many",
                    "free",
                    "taken",
                    "is-accepted",
                    "is-group-accepted",
                    "is-agreed",
                    "is-refused",
                    "is-voided",
                    "is-left",
                    "is-frozen",
                    "oneCompany",
                    "manyCompanies");

    private static final List<String> HOLDER_CHANGES =
            List.of("is-invited", "is-joined", "is-left", "is-removed");

    private final Templates templates = new Templates();

    private static Map<String, Object> values(String... on) {
        Map<String, Object> values = new HashMap<>();
        FLAGS.forEach(flag -> values.put(flag, List.of(on).contains(flag)));
        for (String change : HOLDER_CHANGES) {
            values.put(change, List.of(on).contains(change));
        }
        values.put("by", "Odette");
        values.put("who", "Odette");
        values.put("space", "CONSTRUCTOR");
        values.put("name", "Hélène");
        values.put("firm", "BATIE CONSTRUCTION");
        values.put("company", "DEMOLITOR");
        values.put("link", "https://rattache.example/platform/activation/abc");
        values.put("days", "7");
        values.put("documents", "5");
        values.put("reason", "");
        values.put("companies", "2");
        values.put("lines", List.of(Map.copyOf(values)));
        return values;
    }

    /** Each template with every case that it tells apart. */
    private static List<String[]> cases(MailTemplate template) {
        return switch (template) {
            case REQUEST_RECEIVED ->
                    List.of(
                            new String[] {"oneCompany", "isCompany", "isFirm", "many"},
                            new String[] {"oneCompany", "isFirm", "isFirmAlone", "one"},
                            new String[] {"oneCompany", "isAgreement", "none"},
                            new String[] {"manyCompanies", "isCompany", "isFirm", "many"});
            case HOLDERS_CHANGED ->
                    HOLDER_CHANGES.stream().map(change -> new String[] {change}).toList();
            case ADDRESS_CHANGE -> List.of(new String[] {"free"}, new String[] {"taken"});
            case REQUEST_ANSWERED ->
                    FLAGS.stream()
                            .filter(flag -> flag.startsWith("is-"))
                            .map(flag -> new String[] {flag})
                            .toList();
            case DOCUMENTS_RECEIVED, DOCUMENTS_FROM_CLIENT ->
                    List.of(new String[] {"one"}, new String[] {"many"});
            case NEWS ->
                    List.of(
                            new String[] {"oneCompany", "one"},
                            new String[] {"manyCompanies", "many"});
            default -> List.<String[]>of(new String[] {});
        };
    }

    @Test
    public void every_mail_has_a_subject_a_text_and_html_in_both_languages_and_nothing_unfilled() {
        for (MailTemplate template : MailTemplate.values()) {
            for (String[] flags : cases(template)) {
                String before = "";
                for (String language : LANGUAGES) {
                    String what = template + " " + language + " " + List.of(flags);
                    Templates.Filled mail = templates.fill(template, language, values(flags));
                    assertFalse(what, mail.subject().isBlank());
                    assertTrue(what, mail.text().length() > 80);
                    for (String part : List.of(mail.subject(), mail.text(), mail.html())) {
                        assertFalse(what + part, part.contains("{{") || part.contains("}}"));
                        assertFalse(what + part, part.contains("null"));
                        assertFalse(what + part, part.contains("]("));
                    }
                    assertTrue(what, mail.html().contains("lang=\"" + language + "\""));
                    assertTrue(what, mail.html().contains("<a href=\"https://rattache.example/"));
                    assertTrue(what, mail.text().contains("https://rattache.example/"));
                    assertNotEquals(what, before, mail.text());
                    before = mail.text();
                }
            }
        }
    }

    @Test
    public void a_language_that_is_not_known_reads_french() {
        assertEquals(
                templates.fill(MailTemplate.INVITATION, "fr", values()),
                templates.fill(MailTemplate.INVITATION, "de", values()));
    }

    @Test(expected = MustacheException.class)
    public void a_missing_value_is_an_error_and_no_empty_place() {
        Map<String, Object> values = values();
        values.remove("company");
        templates.fill(MailTemplate.INVITATION, "fr", values);
    }

    @Test
    public void names_cannot_bring_html_headers_or_links() {
        Map<String, Object> values = values("is-refused");
        values.put("company", "<script>alert(1)</script>\r\nBcc: all@example.fr\u2028");
        values.put("firm", "[Click](https://evil.example) {{link}} \u202Egnp.exe");
        values.put("reason", "non <b>& merci</b>\r\n.\r\nQUIT");
        for (MailTemplate template : MailTemplate.values()) {
            String[] flags = cases(template).get(0);
            Map<String, Object> these = new HashMap<>(values);
            FLAGS.forEach(flag -> these.put(flag, List.of(flags).contains(flag)));
            these.put("lines", List.of(Map.copyOf(these)));
            Templates.Filled mail = templates.fill(template, "fr", these);
            assertFalse(
                    mail.html(), mail.html().contains("<script") || mail.html().contains("<b>"));
            assertEquals(mail.html(), 1, count(mail.html(), "<a "));
            assertFalse(mail.subject(), mail.subject().matches("(?s).*[\\r\\n\\u2028\\u202E].*"));
            assertFalse(
                    mail.text(), mail.text().contains("\nBcc:") || mail.text().contains("\nQUIT"));
        }
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    public void text_is_not_escaped_and_a_link_in_html_is() {
        Map<String, Object> values = values();
        values.put("company", "Dupont & Fils");
        values.put("link", "https://rattache.example/?a=1&b=\"2\"");
        Templates.Filled mail = templates.fill(MailTemplate.INVITATION, "fr", values);
        assertTrue(mail.text().contains("Dupont & Fils"));
        assertTrue(mail.html().contains("Dupont &amp; Fils"));
        assertTrue(
                mail.html(),
                mail.html().contains("&amp;b") && mail.html().contains("&quot;2&quot;\">"));
    }

    @Test
    public void a_reason_is_told_only_where_there_is_one() {
        Map<String, Object> values = values("is-refused");
        assertFalse(
                templates
                        .fill(MailTemplate.REQUEST_ANSWERED, "fr", values)
                        .text()
                        .contains("Motif"));
        values.put("reason", "inconnue");
        assertTrue(
                templates
                        .fill(MailTemplate.REQUEST_ANSWERED, "fr", values)
                        .text()
                        .contains("Motif indiqué : inconnue"));
    }
}
