package org.rattache.itests.arrows;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Who may import whom: the table of docs/architecture.md, read off the built manifests. */
public class ArrowsTest {

    private static final Pattern OURS =
            Pattern.compile("org\\.rattache\\.([a-z]+)\\.([a-z-]+)([a-z.]*)");
    private static final String SHELL = "org.rattache.shell";
    private static final String GATE = "org.rattache.plugin.gate";
    private static final Pattern CLAUSE =
            Pattern.compile("([\\w.-]+)((?:;[\\w.-]+:?=(?:\"[^\"]*\"|[^,;\"]*))*)");
    private static final Map<String, Attributes> BUNDLES = new TreeMap<>();

    @BeforeClass
    public static void readManifests() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        Path.of("../bundles"),
                        5,
                        (path, attributes) ->
                                path.getFileName()
                                                .toString()
                                                .matches(
                                                        "org\\.rattache\\..*-SNAPSHOT\\.jar|org\\.rattache\\..*-[0-9.]+\\.jar")
                                        && path.getParent().endsWith("target"))) {
            files.forEach(ArrowsTest::read);
        }
        assertTrue("too few bundles were built: " + BUNDLES.keySet(), BUNDLES.size() > 20);
    }

    private static void read(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName").replaceFirst(";.*", "");
            if (!name.endsWith("testkit")) {
                BUNDLES.put(name, manifest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void every_import_follows_an_allowed_arrow() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach(
                (bundle, manifest) ->
                        imports(manifest).keySet().stream()
                                .filter(imported -> !allowed(bundle, imported))
                                .forEach(imported -> wrong.add(bundle + " -> " + imported)));
        assertEquals(List.of(), wrong);
    }

    @Test
    public void no_bundle_requires_a_bundle_or_imports_dynamically_or_optionally() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach(
                (bundle, manifest) -> {
                    for (String header : List.of("Require-Bundle", "DynamicImport-Package")) {
                        if (manifest.getValue(header) != null) {
                            wrong.add(bundle + " has " + header);
                        }
                    }
                    // EclipseLink weaves entities: its packages are wired where they are, and
                    // nothing else is optional.
                    imports(manifest)
                            .forEach(
                                    (imported, attributes) -> {
                                        if (attributes.contains("resolution:=")
                                                && !imported.startsWith(
                                                        "org.eclipse.persistence")) {
                                            wrong.add(bundle + " imports optionally " + imported);
                                        }
                                    });
                });
        assertEquals(List.of(), wrong);
    }

    @Test
    public void only_api_spi_http_and_platform_export() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach(
                (bundle, manifest) ->
                        clauses(manifest, "Export-Package").keySet().stream()
                                .filter(exported -> !mayBeExported(exported))
                                .forEach(exported -> wrong.add(bundle + " exports " + exported)));
        assertEquals(List.of(), wrong);
    }

    private static boolean mayBeExported(String exported) {
        Matcher matcher = OURS.matcher(exported);
        return matcher.matches()
                && (matcher.group(1).equals("platform")
                        || matcher.group(2).equals("api")
                        || matcher.group(2).equals("http")
                        || matcher.group(2).equals("spi"));
    }

    /** It runs before every other bundle, and none of them may be able to stop it. */
    @Test
    public void the_gate_needs_the_framework_alone() {
        assertEquals(
                List.of(),
                imports(BUNDLES.get(GATE)).keySet().stream()
                        .filter(imported -> !imported.startsWith("java."))
                        .filter(imported -> !imported.startsWith("javax.security."))
                        .filter(imported -> !imported.startsWith("org.osgi.framework"))
                        .toList());
        assertTrue(
                BUNDLES.get(GATE)
                        .getValue("Bundle-SymbolicName")
                        .endsWith(";fragment-attachment:=never"));
    }

    @Test
    public void every_bundle_explains_itself_to_administrators() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> poms =
                Files.find(Path.of("../bundles"), 3, (path, a) -> path.endsWith("pom.xml"))) {
            poms.map(Path::getParent)
                    .filter(folder -> Files.exists(folder.resolve("src/main/java")))
                    .filter(folder -> !folder.endsWith("testkit"))
                    .filter(
                            folder ->
                                    !Files.exists(
                                            folder.resolve(
                                                    "src/main/resources/OSGI-INF/bundle.info")))
                    .forEach(folder -> wrong.add(folder.toString()));
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * EclipseLink would deploy a unit in its first transaction, under a lock that the refresh of
     * the bundle waits for, while that transaction waits for the framework: for ever.
     */
    @Test
    public void every_persistence_unit_is_deployed_when_its_bundle_starts() throws IOException {
        List<Path> units;
        try (Stream<Path> files =
                Files.find(
                        Path.of("../bundles"),
                        8,
                        (path, a) ->
                                path.endsWith("src/main/resources/META-INF/persistence.xml"))) {
            units = files.toList();
        }
        assertTrue("too few units: " + units, units.size() > 5);
        for (Path unit : units) {
            assertTrue(
                    unit.toString(),
                    Files.readString(unit)
                            .contains("\"eclipselink.deploy-on-startup\" value=\"true\""));
        }
    }

    private static boolean allowed(String bundle, String imported) {
        Matcher from = OURS.matcher(bundle.equals(SHELL) ? SHELL + ".shell" : bundle);
        assertTrue("not a name of ours: " + bundle, from.matches());
        String module = from.group(1);
        String part = from.group(2);
        boolean jpa =
                imported.startsWith("javax.persistence")
                        || imported.startsWith("org.eclipse.persistence");
        boolean rest = imported.startsWith("javax.ws.rs");
        Matcher to = OURS.matcher(imported);
        if (!to.matches()) {
            return switch (part) {
                case "spi", "api" ->
                        !jpa && !rest && !module.equals("platform") || module.equals("platform");
                case "core" -> !rest;
                case "rest" -> !jpa || module.equals("platform");
                case "store", "renderer", "strategies", "channel" -> !rest;
                default -> true;
            };
        }
        String toModule = to.group(1);
        String toPart = to.group(2);
        boolean own = toModule.equals(module);
        if (imported.equals(bundle) || imported.startsWith(bundle + ".")) {
            return true;
        }
        return switch (part) {
            case "spi" -> false;
            case "core" ->
                    toPart.equals("api")
                            || own && toPart.equals("spi")
                            || toModule.equals("platform");
            case "rest" ->
                    own && toPart.equals("api")
                            || isIdentityForHttp(toModule, toPart)
                            || toModule.equals("plugin") && toPart.equals("api")
                            || toModule.equals("platform")
                                    && (toPart.equals("api") || toPart.equals("rest"));
            case "store", "renderer", "strategies", "channel" -> own && toPart.equals("spi");
            case "pages" ->
                    isIdentityForHttp(toModule, toPart)
                            || toPart.equals("api")
                                    && (toModule.equals("partner") || toModule.equals("platform"));
            case "shell" -> toPart.equals("api");
            default -> toModule.equals("platform");
        };
    }

    private static boolean isIdentityForHttp(String module, String part) {
        return module.equals("identity") && (part.equals("api") || part.equals("http"));
    }

    private static Map<String, String> imports(Attributes manifest) {
        return clauses(manifest, "Import-Package");
    }

    private static Map<String, String> clauses(Attributes manifest, String name) {
        Map<String, String> clauses = new TreeMap<>();
        String header = manifest.getValue(name);
        if (header != null) {
            Matcher clause = CLAUSE.matcher(header);
            while (clause.find()) {
                clauses.put(clause.group(1), clause.group(2));
            }
        }
        return clauses;
    }
}
