package org.rattache.platform.http.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Refuses what Jetty lets pass and what the layers behind it choke on: they would answer a mistake
 * of the caller with an error of ours, and a refused PUT or TRACE with no body at all.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterName("rattache.unreadable-requests")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class UnreadableRequests implements Filter {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String TOKEN = "[\\w!#$%&'+.^`|~-]+";

    /** A type that says something: a wildcard would match whatever an address takes. */
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(;.*)?");

    private static final Pattern CHARSET =
            Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";]*)\"?");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        OptionalInt refusal = refusal((HttpServletRequest) request);
        if (refusal.isPresent()) {
            ProblemAnswer.write(
                    (HttpServletResponse) response,
                    refusal.getAsInt(),
                    UUID.randomUUID().toString());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static OptionalInt refusal(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            return OptionalInt.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
        if (!isAddress(request.getRequestURI()) || !isQuery(request.getQueryString())) {
            return OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST);
        }
        String type = request.getHeader("Content-Type");
        return type == null || isType(type)
                ? OptionalInt.empty()
                : OptionalInt.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }

    private static boolean isAddress(String path) {
        try {
            return !new URI(path).isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isQuery(String query) {
        return query == null || !BROKEN_ESCAPE.matcher(query).find();
    }

    private static boolean isType(String type) {
        if (!TYPE.matcher(type.strip()).matches()) {
            return false;
        }
        Matcher charset = CHARSET.matcher(type);
        try {
            return !charset.find() || Charset.isSupported(charset.group(1).strip());
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
