package org.rattache.web.pages.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class HtmlTest {

    @Test
    public void what_somebody_wrote_shows_as_text() {
        assertEquals(
                "&lt;b&gt; &quot;a&quot; &#39;b&#39; &amp;amp; 100 %s é 😀",
                Html.text("<b> \"a\" 'b' &amp; 100 %s é 😀").markup());
    }

    @Test
    public void a_piece_with_a_percent_sign_is_not_read_as_markup_again() {
        Html name = Html.name("%s %n ${x}");
        assertEquals("<p>" + name.markup() + "</p>", Html.of("<p>%s</p>", name).markup());
    }

    @Test
    public void a_next_place_cannot_leave_the_page_in_the_other_language() {
        Visit visit =
                new Visit(
                        Language.FR,
                        "/platform/activation",
                        Optional.of("\"><script>"),
                        Map.of(Visit.NEXT, "\"><script>alert(1)</script>"),
                        Optional.empty(),
                        "",
                        false);
        String page = Document.of(visit, new Answer.Shown(200, Words.LOG_IN_TITLE, Html.NOTHING));
        assertFalse(page, page.contains("<script"));
    }
}
