package org.rattache.web.kit.internal;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Serves one built web application. Files below /assets/ carry their digest in their name and are
 * kept by browsers for a year; everything else is asked for again and answered with 304 while it is
 * the same. An address that names no file is a page of the application: it gets index.html.
 */
final class ApplicationServlet extends HttpServlet {

    /** Where the files are. */
    interface Files {

        /**
         * Finds a file.
         *
         * @param path begins with a slash
         * @return null when there is none
         */
        URL find(String path);
    }

    private static final long serialVersionUID = 1L;

    /** Everything from the own site, nothing inline but styles, which the components set. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self' blob:;"
                    + " object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final String ASSETS = "/assets/";
    private static final String INDEX = "/index.html";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html;charset=utf-8",
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2",
                    "txt", "text/plain;charset=utf-8");

    private final String name;
    private final transient Files files;

    /** The content of a bundle never changes, so a digest is made once. */
    private final transient Map<String, String> entityTags = new ConcurrentHashMap<>();

    ApplicationServlet(String name, Files files) {
        this.name = name;
        this.files = files;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            response.sendRedirect("/" + name + "/");
            return;
        }
        if (!isPlain(request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean namesFile = path.startsWith(ASSETS) || path.indexOf('.') >= 0;
        String file = namesFile ? path : INDEX;
        Content content = content(file, request.getHeader("Accept-Encoding"));
        if (content == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (path.startsWith(ASSETS)) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        } else {
            response.setHeader("Cache-Control", "no-cache");
            String entityTag = entityTags.computeIfAbsent(content.source(), key -> content.tag());
            response.setHeader("ETag", entityTag);
            if (entityTag.equals(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setContentType(TYPES.get(extension(file)));
        if (content.encoding() != null) {
            response.setHeader("Content-Encoding", content.encoding());
        }
        byte[] bytes = content.bytes();
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** The build has compressed every text: the smallest form that the browser takes is sent. */
    private Content content(String path, String accepted) {
        if (!TYPES.containsKey(extension(path))) {
            return null;
        }
        for (String encoding : new String[] {"br", "gzip"}) {
            if (accepted != null
                    && accepted.matches(
                            "(?s).*\\b" + encoding + "\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*")) {
                String source = path + (encoding.equals("br") ? ".br" : ".gz");
                URL compressed = files.find(source);
                if (compressed != null) {
                    return new Content(source, encoding, compressed);
                }
            }
        }
        URL plain = files.find(path);
        return plain == null ? null : new Content(path, null, plain);
    }

    /** Names of our files and pages need no escapes: whatever has one, or steps aside, is none. */
    private static boolean isPlain(String address) {
        return !address.contains("..")
                && !address.contains("//")
                && !address.contains("\\")
                && !address.contains("%")
                && !address.contains(";");
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
