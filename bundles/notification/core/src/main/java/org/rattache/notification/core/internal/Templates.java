package org.rattache.notification.core.internal;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the mails. A file holds the subject in its first line, then paragraphs with empty lines
 * between them; a paragraph {@code [label](value)} is a link. Plain text and HTML are made of the
 * same file, so they never tell different things. The file is cut into paragraphs before it is
 * filled: a name that looks like a link or like HTML stays a name. A value that is missing is an
 * error, never an empty place in a mail.
 */
final class Templates {

    /** A filled mail. */
    record Filled(String subject, String text, String html) {}

    private static final Pattern LINK = Pattern.compile("\\[(.+)]\\((.+)\\)");
    private static final Mustache.Compiler TEXT =
            Mustache.compiler().escapeHTML(false).strictSections(true).emptyStringIsFalse(true);
    private static final Mustache.Compiler HTML = TEXT.escapeHTML(true);

    private final Map<String, File> files = new ConcurrentHashMap<>();

    private record Part(Template text, Template html, Optional<Template> href) {}

    private record File(Template subject, List<Part> parts) {}

    /**
     * Fills a template.
     *
     * @param language {@code en}, or French for everything else
     * @param values texts and flags; texts may be anything a user has typed
     */
    Filled fill(MailTemplate template, String language, Map<String, Object> values) {
        String known = "en".equals(language) ? "en" : "fr";
        File file = files.computeIfAbsent(known + "/" + template.text() + ".txt", Templates::load);
        Map<String, Object> clean = clean(values);
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (Part part : file.parts()) {
            String paragraph = part.text().execute(clean).strip();
            if (paragraph.isEmpty()) {
                continue;
            }
            String escaped = part.html().execute(clean).strip();
            if (part.href().isPresent()) {
                Template href = part.href().get();
                text.append(paragraph)
                        .append(known.equals("fr") ? "\u00a0:\n" : ":\n")
                        .append(href.execute(clean))
                        .append("\n\n");
                html.append("<p><a href=\"")
                        .append(
                                HTML.compile("{{href}}")
                                        .execute(Map.of("href", href.execute(clean))))
                        .append("\">")
                        .append(escaped)
                        .append("</a></p>\n");
            } else {
                text.append(paragraph).append("\n\n");
                // a line that begins with a dash is a point of a list
                html.append("<p>").append(escaped.replace("\n- ", "<br>\n- ")).append("</p>\n");
            }
        }
        String subject = PlainText.line(file.subject().execute(clean));
        return new Filled(
                subject, text.toString().strip() + "\n", page(known, subject, html.toString()));
    }

    private static Map<String, Object> clean(Map<?, ?> values) {
        Map<String, Object> clean = new HashMap<>();
        values.forEach((key, value) -> clean.put((String) key, clean(value)));
        return clean;
    }

    private static Object clean(Object value) {
        if (value instanceof String text) {
            return PlainText.line(text);
        }
        if (value instanceof List<?> lines) {
            return lines.stream().map(line -> clean((Map<?, ?>) line)).toList();
        }
        return value;
    }

    private static String page(String language, String subject, String paragraphs) {
        return "<!DOCTYPE html>\n<html lang=\""
                + language
                + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
                + HTML.compile("{{title}}").execute(Map.of("title", subject))
                + "</title>\n</head>\n<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 40em\">\n"
                + paragraphs
                + "</body>\n</html>\n";
    }

    private static File load(String name) {
        String content;
        try (InputStream in = Templates.class.getResourceAsStream("/mail/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no mail " + name);
            }
            content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] blocks = content.strip().split("\n\\s*\n", -1);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < blocks.length; i++) {
            Matcher link = LINK.matcher(blocks[i].strip());
            if (link.matches()) {
                parts.add(
                        new Part(
                                TEXT.compile(link.group(1)),
                                HTML.compile(link.group(1)),
                                Optional.of(TEXT.compile(link.group(2)))));
            } else {
                parts.add(
                        new Part(
                                TEXT.compile(blocks[i]),
                                HTML.compile(blocks[i]),
                                Optional.empty()));
            }
        }
        return new File(TEXT.compile(blocks[0]), List.copyOf(parts));
    }
}
