package org.rattache.itests.arrows;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Who may import whom: the table of docs/architecture.md, read off the built manifests. */
public class ArrowsTest {

    private static final Pattern OURS =
            Pattern.compile("org\\.rattache\\.([a-z]+)\\.([a-z-]+)([a-z.]*)");
    private static final String GATE = "org.rattache.plugin.gate";
    private static final Pattern CLAUSE =
            Pattern.compile("([\\w.-]+)((?:;[\\w.-]+:?=(?:\"[^\"]*\"|[^,;\"]*))*)");
    private static final Map<String, Attributes> BUNDLES = new TreeMap<>();

    private static final Set<String> JDK =
            ModuleLayer.boot().modules().stream()
                    .flatMap(module -> module.getPackages().stream())
                    .collect(Collectors.toSet());
    private static final String FRAMEWORK = "org\\.osgi\\.framework.*";
    private static final String JPA = "javax\\.persistence.*|org\\.eclipse\\.persistence.*";
    private static final String JAX_RS = "javax\\.ws\\.rs.*";
    private static final String SERVLETS = "javax\\.servlet.*";

    /** Whatever the table does not name: logging, JSON, the console. */
    private static final String LIBRARIES =
            "(?!" + String.join("|", "org\\.rattache\\.", JPA, JAX_RS, SERVLETS) + ").*";

    /** Of two rows for one bundle the first one counts. Everybody may import the JDK. */
    private static final List<Row> TABLE =
            List.of(
                    row("plugin\\.gate", FRAMEWORK),
                    row("shell", ours("[a-z]+\\.api"), LIBRARIES),
                    row("identity\\.http", SERVLETS),
                    row(
                            "web\\.pages",
                            ours("(identity|partner|platform)\\.api", "identity\\.http"),
                            SERVLETS,
                            LIBRARIES),
                    row("web\\..+", SERVLETS, LIBRARIES),
                    row("[a-z]+\\.spi"),
                    row("[a-z]+\\.api", ours("platform\\.api")),
                    row("platform\\..+", ours("platform\\..+"), JPA, JAX_RS, SERVLETS, LIBRARIES),
                    row(
                            "[a-z]+\\.core",
                            ours("[a-z]+\\.api", "MODULE\\.spi", "platform\\.(?!rest).+"),
                            JPA,
                            LIBRARIES),
                    row(
                            "[a-z]+\\.(strategies|store|renderer|channel)(\\..+)?",
                            ours("MODULE\\.spi"),
                            LIBRARIES),
                    row(
                            "[a-z]+\\.rest",
                            ours(
                                    "(MODULE|identity|plugin|platform)\\.api",
                                    "identity\\.http",
                                    "platform\\.rest"),
                            JAX_RS,
                            LIBRARIES));

    /** Beyond the table: the guard reads the request, and the panels' files need no JAX-RS. */
    private static final List<String> SERVLETS_IN_REST =
            List.of(
                    "org.rattache.identity.rest -> javax.servlet.http",
                    "org.rattache.panel.rest -> javax.servlet",
                    "org.rattache.panel.rest -> javax.servlet.http");

    private static String ours(String... packages) {
        return "org\\.rattache\\.(" + String.join("|", packages) + ")";
    }

    private static Row row(String bundles, String... packages) {
        return new Row(ours(bundles), String.join("|", packages));
    }

    /** A row of the table, in regular expressions; MODULE is the module of the bundle. */
    private record Row(String bundles, String packages) {

        boolean isOf(String bundle) {
            return bundle.matches(bundles);
        }

        boolean allows(String bundle, String imported) {
            return imported.matches(packages.replace("MODULE", bundle.split("\\.")[2]));
        }
    }

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
            if (isDeployed(name)) {
                BUNDLES.put(name, manifest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDeployed(String name) {
        return !name.endsWith("testkit") && !name.endsWith("openapi");
    }

    @Test
    public void every_import_follows_an_allowed_arrow() {
        List<String> wrong = new ArrayList<>();
        BUNDLES.forEach(
                (bundle, manifest) ->
                        imports(manifest).keySet().stream()
                                .filter(imported -> !allowed(bundle, imported))
                                .forEach(imported -> wrong.add(bundle + " -> " + imported)));
        assertEquals(SERVLETS_IN_REST, wrong);
    }

    @Test
    public void what_the_table_does_not_name_is_not_allowed() {
        for (String arrow :
                List.of(
                        "linking.spi -> org.slf4j",
                        "linking.api -> org.rattache.linking.spi",
                        "linking.api -> org.rattache.partner.api",
                        "linking.api -> org.rattache.platform.persistence",
                        "linking.api -> javax.persistence",
                        "platform.api -> org.rattache.platform.persistence",
                        "linking.core -> org.rattache.document.spi",
                        "linking.core -> org.rattache.partner.core.internal",
                        "linking.core -> org.rattache.platform.rest",
                        "linking.core -> javax.ws.rs.core",
                        "linking.strategies -> org.rattache.linking.api",
                        "notification.channel.mail -> javax.persistence",
                        "document.store.file -> org.rattache.linking.spi",
                        "linking.rest -> org.rattache.linking.spi",
                        "linking.rest -> org.rattache.partner.api",
                        "linking.rest -> javax.persistence",
                        "identity.http -> org.rattache.identity.api",
                        "identity.http -> org.slf4j",
                        "web.pages -> org.rattache.linking.api",
                        "web.pages -> javax.persistence",
                        "platform.event -> org.rattache.identity.api",
                        "shell -> org.rattache.linking.spi",
                        "plugin.gate -> org.rattache.platform.api",
                        "web.kit -> org.rattache.platform.api",
                        "web.gateway -> org.rattache.identity.http")) {
            String[] ends = arrow.split(" -> ");
            assertFalse(arrow, allowed("org.rattache." + ends[0], ends[1]));
        }
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
                    .filter(folder -> isDeployed(folder.toString()))
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
        assertEachUnitHas("eclipselink.deploy-on-startup");
    }

    /**
     * On Derby EclipseLink would write the values into each statement that computes something
     * (version + 1), and Derby would compile the statement anew every time.
     */
    @Test
    public void every_persistence_unit_binds_its_parameters() throws IOException {
        assertEachUnitHas("eclipselink.jdbc.force-bind-parameters");
    }

    private static void assertEachUnitHas(String property) throws IOException {
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
                    Files.readString(unit).contains("\"" + property + "\" value=\"true\""));
        }
    }

    private static boolean allowed(String bundle, String imported) {
        return imported.equals(bundle)
                || JDK.contains(imported)
                || TABLE.stream()
                        .filter(row -> row.isOf(bundle))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row for " + bundle))
                        .allows(bundle, imported);
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
