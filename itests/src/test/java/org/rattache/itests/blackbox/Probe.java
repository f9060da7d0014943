package org.rattache.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks into the running server through a bundle of its own: which bundles are in which state,
 * which JAX-RS resources there are. It can also replace a bundle, as the shell does.
 */
final class Probe {

    /** The state of a bundle that is not resolved: nothing of it runs. */
    static final String INSTALLED = "2";

    /** The state of a bundle that has started. */
    static final String ACTIVE = "32";

    private static final String SERVLET =
            """
            public class Servlet extends javax.servlet.http.HttpServlet {
              private org.osgi.framework.BundleContext context;
              void activate(org.osgi.framework.BundleContext c) { context = c; }
              void deactivate() {}
              protected void doGet(javax.servlet.http.HttpServletRequest request, javax.servlet.http.HttpServletResponse response)
                  throws java.io.IOException {
                try {
                  String update = request.getParameter("update");
                  String refresh = request.getParameter("refresh");
                  org.osgi.framework.wiring.FrameworkWiring wiring =
                      context.getBundle(0).adapt(org.osgi.framework.wiring.FrameworkWiring.class);
                  for (org.osgi.framework.Bundle bundle : context.getBundles()) {
                    if (bundle.getSymbolicName() == null) continue;
                    if (bundle.getSymbolicName().equals(update)) {
                      try (java.io.InputStream jar = new java.io.FileInputStream(request.getParameter("jar"))) {
                        bundle.update(jar);
                      }
                    }
                    if (bundle.getSymbolicName().equals(update) || bundle.getSymbolicName().equals(refresh)) {
                      java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
                      wiring.refreshBundles(List.of(bundle), event -> {
                        if (event.getType() == org.osgi.framework.FrameworkEvent.PACKAGES_REFRESHED) done.countDown();
                      });
                      done.await();
                    }
                  }
                  StringBuilder said = new StringBuilder("{\\"bundles\\":{");
                  String comma = "";
                  for (org.osgi.framework.Bundle bundle : context.getBundles()) {
                    said.append(comma).append('"').append(bundle.getBundleId()).append(" ").append(bundle.getSymbolicName())
                        .append("\\":\\"").append(bundle.getState()).append(" ").append(bundle.getLastModified()).append('"');
                    comma = ",";
                  }
                  said.append("},\\"resources\\":{");
                  comma = "";
                  for (org.osgi.framework.ServiceReference<?> reference :
                      context.getAllServiceReferences(null, "(osgi.jaxrs.resource=true)")) {
                    said.append(comma).append('"').append(reference.getProperty("component.name")).append("\\":\\"")
                        .append(reference.getProperty("component.id")).append(" ").append(reference.getProperty("service.id")).append('"');
                    comma = ",";
                  }
                  response.setContentType("application/json");
                  response.getOutputStream().write(said.append("}}").toString().getBytes("UTF-8"));
                } catch (Exception e) {
                  throw new java.io.IOException(e);
                }
              }
            }
            """;

    private final Client client;

    private Probe(Client client) {
        this.client = client;
    }

    static Probe install(Server server) throws IOException {
        server.deploy(
                "probe",
                PlugInJar.bundle("test.probe", "1.0.0")
                        .imports(
                                "javax.servlet,javax.servlet.http,org.osgi.framework,org.osgi.framework.wiring")
                        .with(SERVLET)
                        .component(
                                "Servlet",
                                "javax.servlet.Servlet",
                                "osgi.http.whiteboard.servlet.pattern=/probe\n"
                                        // without one, all have the same, and one displaces the
                                        // other
                                        + "osgi.http.whiteboard.servlet.name=probe")
                        .bytes());
        Client client = Client.anonymous(server);
        Await.until(
                Duration.ofMinutes(1),
                () -> client.get("/probe").status() == 200 ? Optional.of(true) : Optional.empty());
        return new Probe(client);
    }

    /** Id and name of each bundle, with its state and when it was last changed. */
    Map<String, String> bundles() {
        return map(client.get("/probe").is(200).json().path("bundles"));
    }

    /**
     * The state of one bundle; empty when it is not installed, and not known at the moment in which
     * another servlet comes or goes: the probe's own is registered anew then.
     */
    Optional<String> state(String bundle) {
        Client.Answer answer = client.get("/probe");
        if (answer.status() != 200) {
            return Optional.of("unknown");
        }
        return map(answer.json().path("bundles")).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + bundle))
                .map(entry -> entry.getValue().split(" ")[0])
                .findFirst();
    }

    /** The component and service ids of the JAX-RS resources. */
    Map<String, String> resources() {
        return map(client.get("/probe").is(200).json().path("resources"));
    }

    void refresh(String bundle) {
        client.get("/probe?refresh=" + bundle).is(200);
    }

    /** Replaces a bundle by the content of a jar, while everything else goes on. */
    void update(String bundle, Path jar) {
        client.get("/probe?update=" + bundle + "&jar=" + jar).is(200);
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        node.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }
}
