package org.rattache.web.pages.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The frame of every page. */
final class Document {

    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>%s</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="%s">
            </head>
            <body>
            <header><p class="brand"><span aria-hidden="true">R</span>Rattache</p></header>
            <main>
            <h1>%s</h1>
            %s
            </main>
            <footer><nav aria-label="%s"><a href="%s" lang="%s" hreflang="%s">%s</a></nav></footer>
            </body>
            </html>
            """;

    private Document() {}

    static String of(Visit visit, Answer.Shown shown) {
        Language language = visit.language();
        Html title = visit.words(shown.title());
        Html error =
                shown.status() < 400 ? Html.NOTHING : Html.of("%s – ", visit.words(Words.ERROR));
        Html other = Html.text(language.other().code());
        return Html.of(
                        FRAME,
                        Html.text(language.code()),
                        Html.of("%s%s – Rattache", error, title),
                        Html.text(StyleSheetServlet.ADDRESS),
                        title,
                        shown.body(),
                        visit.words(Words.LANGUAGE),
                        Html.text(inOtherLanguage(visit)),
                        other,
                        other,
                        visit.words(Words.OTHER_LANGUAGE))
                .markup();
    }

    /** The same page; what was typed is not taken along. */
    private static String inOtherLanguage(Visit visit) {
        String here = visit.page() + visit.token().map(token -> "/" + encoded(token)).orElse("");
        Optional<String> place = Landing.local(visit.field(Visit.NEXT));
        return here
                + "?"
                + Visit.LANGUAGE
                + "="
                + visit.language().other().code()
                + place.map(next -> "&" + Visit.NEXT + "=" + encoded(next)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
