package org.rattache.web.pages.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.rattache.identity.api.Person;
import org.rattache.identity.http.Connections;
import org.rattache.identity.http.SessionCookie;

/**
 * What a page needs to know of a request.
 *
 * @param page the address without what stands behind it
 * @param token the last part of a link from a mail
 * @param fields what the address or the form says; the first value of each name
 * @param session the token in the session cookie; of any form
 * @param address where the request comes from, as it is counted
 * @param secure the browser speaks TLS
 */
record Visit(
        Language language,
        String page,
        Optional<String> token,
        Map<String, String> fields,
        Optional<String> session,
        String address,
        boolean secure) {

    static final String LANGUAGE = "lang";
    static final String NEXT = "next";

    Visit {
        fields = Map.copyOf(fields);
    }

    static Visit of(HttpServletRequest request, Connections connections) {
        boolean secure = connections.isSecure(request);
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        return new Visit(
                Language.of(fields.getOrDefault(LANGUAGE, ""))
                        .orElseGet(() -> Language.preferred(request.getHeader("Accept-Language"))),
                request.getServletPath(),
                Optional.ofNullable(request.getPathInfo())
                        .map(path -> path.substring(1))
                        .filter(token -> !token.isEmpty()),
                fields,
                SessionCookie.read(request, secure),
                connections.address(request),
                secure);
    }

    /** In the language of who is logged in, unless the address asks for another. */
    Visit of(Person person) {
        return fields.containsKey(LANGUAGE)
                ? this
                : new Visit(
                        Language.of(person.language()).orElse(language),
                        page,
                        token,
                        fields,
                        session,
                        address,
                        secure);
    }

    /** Empty when it is absent. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The sentence in the reader's language. */
    Html words(Words words, Html... pieces) {
        return words.html(language, pieces);
    }
}
