package org.rattache.web.pages.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form that is sent to the address of its page. What was refused stands at its field and is read
 * out with it; the first field that needs a hand has the focus.
 */
final class Form {

    /** What a browser may fill in, as HTML calls it. */
    enum Fill {
        EMAIL("email", "username"),
        NAME("text", "name"),
        CURRENT_PASSWORD("password", "current-password"),
        NEW_PASSWORD("password", "new-password");

        private final String type;
        private final String autocomplete;

        Fill(String type, String autocomplete) {
            this.type = type;
            this.autocomplete = autocomplete;
        }
    }

    private final Visit visit;
    private final Refusal refusal;
    private final List<Html> fields = new ArrayList<>();
    private boolean focused;

    Form(Visit visit, Refusal refusal) {
        this.visit = visit;
        this.refusal = refusal;
    }

    Form hidden(String name, String value) {
        fields.add(
                Html.of(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">",
                        Html.text(name), Html.text(value)));
        return this;
    }

    Form field(String name, Fill fill, Words label) {
        return field(name, fill, label, Optional.empty());
    }

    Form field(String name, Fill fill, Words label, Words hint) {
        return field(name, fill, label, Optional.of(hint));
    }

    private Form field(String name, Fill fill, Words label, Optional<Words> hint) {
        Optional<Html> error = Optional.ofNullable(refusal.fields().get(name));
        Html id = Html.text(name);
        List<Html> input = new ArrayList<>();
        input.add(
                Html.of(
                        "<input id=\"%s\" name=\"%s\" type=\"%s\" autocomplete=\"%s\"",
                        id, id, Html.text(fill.type), Html.text(fill.autocomplete)));
        if (fill == Fill.EMAIL || fill == Fill.NAME) {
            input.add(Html.of("value=\"%s\"", Html.text(visit.field(name))));
        }
        if (fill != Fill.NAME) {
            input.add(new Html("required"));
        }
        if (hint.isPresent() || error.isPresent()) {
            input.add(
                    Html.of(
                            "aria-describedby=\"%s\"",
                            Html.text(
                                    (hint.isPresent() ? name + "-hint " : "")
                                            + (error.isPresent() ? name + "-error" : ""))));
        }
        if (error.isPresent()) {
            input.add(new Html("aria-invalid=\"true\""));
        }
        if (!focused && (error.isPresent() || refusal.fields().isEmpty())) {
            input.add(new Html("autofocus"));
            focused = true;
        }
        fields.add(
                Html.of(
                        "<div class=\"field\">\n<label for=\"%s\">%s</label>\n%s%s%s>\n</div>",
                        id,
                        visit.words(label),
                        hint.map(h -> note(name, "hint", visit.words(h))).orElse(Html.NOTHING),
                        error.map(e -> note(name, "error", e)).orElse(Html.NOTHING),
                        Html.join(input)));
        return this;
    }

    private static Html note(String name, String kind, Html text) {
        return Html.of(
                "<p class=\"%s\" id=\"%s-%s\">%s</p>\n",
                Html.text(kind), Html.text(name), Html.text(kind), text);
    }

    Html sentBy(Words button) {
        Html summary =
                refusal.summary().equals(Html.NOTHING)
                        ? Html.NOTHING
                        : Html.of(
                                "<div class=\"refusal\" role=\"alert\">%s</div>\n",
                                refusal.summary());
        return Html.of(
                "%s<form method=\"post\">\n%s\n<button type=\"submit\">%s</button>\n</form>",
                summary, Html.join(fields), visit.words(button));
    }
}
