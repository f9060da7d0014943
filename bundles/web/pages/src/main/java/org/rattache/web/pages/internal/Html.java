package org.rattache.web.pages.internal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page. A text becomes one only through {@link #text} or {@link #name}, so whatever
 * somebody wrote shows as text.
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /** Markup of ours with pieces in the place of each %s. */
    static Html of(String markup, Html... pieces) {
        Object[] markups = new Object[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            markups[i] = pieces[i].markup;
        }
        return new Html(String.format(markup, markups));
    }

    static Html text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(c);
                            }
                        });
        return new Html(escaped.toString());
    }

    /** A name that somebody chose: its direction of writing stays its own. */
    static Html name(String name) {
        return of("<strong><bdi>%s</bdi></strong>", text(name));
    }

    static Html join(List<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }
}
