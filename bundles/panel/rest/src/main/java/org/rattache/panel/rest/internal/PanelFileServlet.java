package org.rattache.panel.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rattache.panel.api.Panels;

/**
 * Serves the folder {@code ui} of plug-ins: /ext/{plug-in}/{version}-{digest}/{file}. An address
 * always names the same bytes, so browsers keep them for a year. Types that a panel does not need
 * are not served at all, a page least of all.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.panel.files")
@HttpWhiteboardServletPattern(Panels.BASE + "/*")
public final class PanelFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Should a file be opened as a page of its own, it can do nothing. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox";

    private static final Pattern ADDRESS = Pattern.compile("/([^/]+)/([^/]+)(/.+)");

    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript;charset=utf-8",
                    "mjs", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "webp", "image/webp",
                    "woff2", "font/woff2",
                    "txt", "text/plain;charset=utf-8");

    private final transient Panels panels;

    @Activate
    public PanelFileServlet(@Reference(policyOption = ReferencePolicyOption.GREEDY) Panels panels) {
        this.panels = panels;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher address = ADDRESS.matcher(path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || !isPlain(request.getRequestURI()) || !address.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<URL> file = panels.file(address.group(1), address.group(2), address.group(3));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] bytes;
        try (InputStream in = file.get().openStream()) {
            bytes = in.readAllBytes();
        }
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Names of files need no escapes: whatever has one, or steps aside, is none. */
    private static boolean isPlain(String address) {
        return !address.contains("..")
                && !address.contains("//")
                && !address.contains("\\")
                && !address.contains("%")
                && !address.contains(";");
    }
}
