package org.rattache.itests.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes the jars of plug-ins from a few lines of source. */
final class PlugInJar {

    private static final String IMPORTS =
            "package plug.in;\n"
                    + "import java.util.*;\n"
                    + "import java.util.stream.*;\n"
                    + "import org.rattache.linking.spi.*;\n"
                    + "import org.rattache.linking.spi.GroupSuggestion.*;\n";

    /** The compiler costs more than all the rest, and tests install the same class many times. */
    private static final Map<String, SortedMap<String, byte[]>> COMPILED =
            new ConcurrentHashMap<>();

    private final String name;
    private final String version;
    private final List<String> components = new ArrayList<>();
    private String sources = IMPORTS;
    private String activator;
    private String importPackage = "org.rattache.linking.spi;version=\"[1.0,2)\"";

    private PlugInJar(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /** A bundle without anything in it. */
    static PlugInJar bundle(String name, String version) {
        return new PlugInJar(name, version);
    }

    /**
     * A bundle with one strategy.
     *
     * @param id the strategy's
     * @param body of its method, which has the parameter {@code request}
     */
    static byte[] strategy(String name, String version, String id, int ranking, String body)
            throws IOException {
        return strategy(name, version, id, ranking, body, "");
    }

    /**
     * A bundle with one strategy.
     *
     * @param more members of its class
     */
    static byte[] strategy(
            String name, String version, String id, int ranking, String body, String more)
            throws IOException {
        return bundle(name, version)
                .with(
                        "public class Strategy implements GroupSuggestionStrategy {\n"
                                + more
                                + "\n  private static final String VERSION = version();\n"
                                + "  private static String version() {"
                                + " try (java.io.InputStream in ="
                                + " Strategy.class.getResourceAsStream(\"version\")) {"
                                + " return new String(in.readAllBytes()); }"
                                + " catch (java.io.IOException e) {"
                                + " throw new IllegalStateException(e); } }\n"
                                + "  static GroupSuggestion of(String file) {"
                                + " return new GroupSuggestion(file, 0.5, Tier.POSSIBLE, List.of(new"
                                + " Reason(\"test\", VERSION))); }\n"
                                + "  public List<GroupSuggestion> suggest(SuggestionRequest request) {\n"
                                + body
                                + "\n  }\n}\n")
                .component(
                        "Strategy",
                        "org.rattache.linking.spi.GroupSuggestionStrategy",
                        "rattache.linking.strategy.id="
                                + id
                                + "\nservice.ranking:Integer="
                                + ranking)
                .bytes();
    }

    /** Adds classes; the first of them names the file. */
    PlugInJar with(String source) {
        sources += source;
        return this;
    }

    /**
     * @param type one of its classes, which is told of its start and stop
     */
    PlugInJar activator(String type) {
        activator = "plug.in." + type;
        return imports("org.osgi.framework");
    }

    PlugInJar imports(String packages) {
        importPackage += "," + packages;
        return this;
    }

    /**
     * A service of the bundle.
     *
     * @param service its interfaces, separated by commas
     * @param properties one a line, {@code name=text} or {@code name:Type=text}
     */
    PlugInJar component(String type, String service, String properties) {
        StringBuilder lines = new StringBuilder();
        properties
                .lines()
                .forEach(
                        line -> {
                            String key = line.substring(0, line.indexOf('='));
                            String text = line.substring(line.indexOf('=') + 1);
                            String[] typed = key.split(":", 2);
                            lines.append("  <property name=\"")
                                    .append(typed[0])
                                    .append("\" type=\"")
                                    .append(typed.length > 1 ? typed[1] : "String")
                                    .append("\" value=\"")
                                    .append(text)
                                    .append("\"/>\n");
                        });
        components.add(
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\""
                        + name
                        + "."
                        + type
                        + "\">\n"
                        + lines
                        + "  <service><provide interface=\""
                        + service.replace(",", "\"/><provide interface=\"")
                        + "\"/></service>\n  <implementation class=\"plug.in."
                        + type
                        + "\"/>\n</scr:component>\n");
        return this;
    }

    byte[] bytes() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", importPackage);
        main.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(osgi.extender=osgi.component)\","
                        + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
        if (activator != null) {
            main.putValue("Bundle-Activator", activator);
        }
        List<String> files = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            files.add("OSGI-INF/component" + i + ".xml");
        }
        main.putValue("Service-Component", String.join(",", files));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (int i = 0; i < components.size(); i++) {
                add(jar, files.get(i), components.get(i).getBytes(StandardCharsets.UTF_8));
            }
            add(jar, "plug/in/version", version.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> type :
                    COMPILED.computeIfAbsent(sources, PlugInJar::compile).entrySet()) {
                add(jar, type.getKey(), type.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream jar, String entry, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(content);
        jar.closeEntry();
    }

    /** The classes of a source, by the name of their file. */
    private static SortedMap<String, byte[]> compile(String sources) {
        try {
            Path classes = Files.createTempDirectory("rattache-plug-in");
            compile(sources, classes);
            SortedMap<String, byte[]> compiled = new TreeMap<>();
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    compiled.put(classes.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return compiled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(String sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String first = sources.replaceFirst("(?s).*?public class (\\w+).*", "$1");
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///plug/in/" + first + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return sources;
                    }
                };
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            if (!compiler.getTask(
                            null, manager, null, List.of("--release", "17"), null, List.of(source))
                    .call()) {
                throw new IOException("The plug-in does not compile:\n" + sources);
            }
        }
    }
}
