package org.rattache.web.pages.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.rattache.identity.http.Connections;
import org.rattache.platform.api.DomainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all pages have in common. A GET changes nothing; a form counts only when it comes from a
 * page of this site, by the rule of the REST applications.
 */
abstract class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final transient Connections connections;

    PageServlet(Connections connections) {
        this.connections = connections;
    }

    /** Shows the page; changes nothing. */
    abstract Answer show(Visit visit);

    /**
     * Takes the form.
     *
     * @throws DomainException NOT_FOUND for a link that is unknown, used or expired, and whatever
     *     the page has no form to show with
     */
    abstract Answer submit(Visit visit);

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(request, response, this::show);
    }

    @Override
    protected final void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setCharacterEncoding("UTF-8");
        answer(
                request,
                response,
                connections.isSameOrigin(request) ? this::submit : PageServlet::foreign);
    }

    static Answer foreign(Visit visit) {
        return new Answer.Shown(
                403,
                Words.FOREIGN_TITLE,
                Html.of(
                        "<p>%s</p>\n<p><a class=\"button\" href=\"\">%s</a></p>",
                        visit.words(Words.FOREIGN), visit.words(Words.GO_ON)));
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, Function<Visit, Answer> page)
            throws IOException {
        Visit visit = Visit.of(request, connections);
        response.setHeader("Cache-Control", "no-store");
        Answer answer = answered(visit, page);
        if (answer instanceof Answer.Led led) {
            led.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            // as it is: the container would put a host in front that the request has named
            response.setHeader("Location", led.location());
        } else if (answer instanceof Answer.Shown shown) {
            shown.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
            write(response, visit, shown);
        }
    }

    private static Answer answered(Visit visit, Function<Visit, Answer> page) {
        try {
            return page.apply(visit);
        } catch (DomainException refused) {
            return refused.category() == DomainException.Category.NOT_FOUND
                    ? deadLink(visit)
                    : Refusal.of(refused, visit.language(), Map.of())
                            .map(PageServlet::refused)
                            .orElseGet(() -> failed(visit, refused));
        } catch (RuntimeException failure) {
            return failed(visit, failure);
        }
    }

    static Answer deadLink(Visit visit) {
        return new Answer.Shown(
                404,
                Words.DEAD_LINK_TITLE,
                Html.of("<p>%s</p>\n%s", visit.words(Words.DEAD_LINK), toLogIn(visit)));
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Shown(
                refusal.status(), Words.FAILED_TITLE, Html.of("<p>%s</p>", refusal.summary()));
    }

    private static Answer failed(Visit visit, RuntimeException failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("Unexpected failure {}", id, failure);
        return new Answer.Shown(
                500,
                Words.FAILED_TITLE,
                Html.of("<p>%s</p>", visit.words(Words.FAILED, Html.text(id))));
    }

    /** The way on from a page on which there is nothing else to do. */
    static Html toLogIn(Visit visit) {
        return Html.of(
                "<p><a class=\"button\" href=\"%s\">%s</a></p>",
                Html.text(Landing.LOG_IN), visit.words(Words.LOG_IN));
    }

    private static void write(HttpServletResponse response, Visit visit, Answer.Shown shown)
            throws IOException {
        byte[] page = Document.of(visit, shown).getBytes(StandardCharsets.UTF_8);
        response.setStatus(shown.status());
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(page.length);
        response.setHeader("Content-Language", visit.language().code());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // not no-referrer: with it a browser hides from us that a form comes from our own page
        response.setHeader("Referrer-Policy", "same-origin");
        response.getOutputStream().write(page);
    }
}
