package org.rattache.platform.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** GET /api/openapi.json: the documents of all modules that are active now, joined. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("rattache.openapi")
@HttpWhiteboardServletPattern("/api/openapi.json")
public final class OpenApiServlet extends HttpServlet {

    /** Where the build leaves the document of a REST bundle. */
    static final String RESOURCE = "OSGI-INF/openapi.json";

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient BundleContext context;

    @Activate
    public OpenApiServlet(BundleContext context) {
        this.context = context;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ObjectNode joined = JSON.createObjectNode();
        joined.put("openapi", "3.0.1");
        joined.putObject("info").put("title", "Rattache").put("version", "1");
        joined.putArray("servers").addObject().put("url", "/");
        ArrayNode security = joined.putArray("security");
        ObjectNode paths = joined.putObject("paths");
        ObjectNode components = joined.putObject("components");
        for (Map.Entry<String, URL> document : documents().entrySet()) {
            try (InputStream in = document.getValue().openStream()) {
                join(JSON.readTree(in), document.getKey(), paths, components, security);
            }
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        JSON.writeValue(response.getOutputStream(), joined);
    }

    private SortedMap<String, URL> documents() {
        SortedMap<String, URL> documents = new TreeMap<>();
        Stream.of(context.getBundles())
                .filter(
                        bundle ->
                                bundle.getState() == Bundle.ACTIVE
                                        && bundle.getEntry(RESOURCE) != null)
                .forEach(
                        bundle ->
                                documents.put(bundle.getSymbolicName(), bundle.getEntry(RESOURCE)));
        return documents;
    }

    /** Schemas of two modules may have one name: each gets its module's in front. */
    private static void join(
            JsonNode document,
            String bundle,
            ObjectNode paths,
            ObjectNode components,
            ArrayNode security)
            throws IOException {
        String module = bundle.replaceFirst("^org\\.rattache\\.", "").replaceFirst("\\.rest$", "");
        String prefix = module + "_";
        String base = document.path("servers").path(0).path("url").asText();
        JsonNode renamed =
                JSON.readTree(
                        document.toString()
                                .replace(
                                        "#/components/schemas/", "#/components/schemas/" + prefix));
        renamed.path("paths")
                .properties()
                .forEach(path -> paths.set(base + path.getKey(), path.getValue()));
        for (Map.Entry<String, JsonNode> kind : renamed.path("components").properties()) {
            ObjectNode target = components.withObject("/" + kind.getKey());
            String front = kind.getKey().equals("schemas") ? prefix : "";
            kind.getValue()
                    .properties()
                    .forEach(entry -> target.set(front + entry.getKey(), entry.getValue()));
        }
        if (security.isEmpty()) {
            renamed.path("security").forEach(security::add);
        }
    }
}
