package org.rattache.web.pages.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The one style sheet of the pages. Its address changes with it, so a browser may keep it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.pages.style-sheet")
@HttpWhiteboardServletPattern("/login/pages.css")
public final class StyleSheetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] SHEET = read();

    /** Where the pages find it. */
    static final String ADDRESS = "/login/pages.css?v=" + digest(SHEET);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/css;charset=utf-8");
        response.setContentLength(SHEET.length);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(SHEET);
    }

    private static byte[] read() {
        try (InputStream in = StyleSheetServlet.class.getResourceAsStream("pages.css")) {
            if (in == null) {
                throw new IllegalStateException("pages.css is not in the bundle.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
