package org.rattache.plugin.gate.internal;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is held although it is trusted. */
public class RulesTest {

    private static final Rules.Others OTHERS =
            new Rules.Others(
                    Set.of("org.rattache.linking.core", "system.bundle"),
                    Set.of("org.rattache.linking.api", "javax.ws.rs"));

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void a_bundle_of_its_own_breaks_no_rule() throws IOException {
        assertAgainst(
                List.of(),
                "com.example;singleton:=true",
                Map.of("Export-Package", "com.example.api;version=\"1\""));
    }

    @Test
    public void a_fragment_is_held() throws IOException {
        assertAgainst(
                List.of("it is a fragment, which becomes a part of another bundle"),
                "com.example",
                Map.of("Fragment-Host", "system.bundle;extension:=framework"));
    }

    @Test
    public void dynamic_imports_are_held() throws IOException {
        assertAgainst(
                List.of("it has DynamicImport-Package, which wires it to what it does not name"),
                "com.example",
                Map.of("DynamicImport-Package", "*"));
    }

    @Test
    public void the_name_of_another_bundle_is_held() throws IOException {
        assertAgainst(
                List.of("another bundle has its symbolic name org.rattache.linking.core"),
                "org.rattache.linking.core ;singleton:=true",
                Map.of());
    }

    @Test
    public void packages_of_the_core_are_held_wherever_they_stand_in_the_header()
            throws IOException {
        assertAgainst(
                List.of(
                        "it exports javax.ws.rs, which is not its own",
                        "it exports org.rattache.linking.api, which is not its own"),
                "com.example",
                Map.of(
                        "Export-Package",
                        "com.example;uses:=\"a,org.rattache.linking.api\",com.b;javax.ws.rs;version=\"1,2\", org.rattache.linking.api"));
    }

    @Test
    public void a_bundle_of_the_first_generation_is_held() throws IOException {
        assertAgainst(
                List.of("it is no bundle of today: Bundle-ManifestVersion is not 2"),
                "com.example",
                Map.of("Bundle-ManifestVersion", "1"));
    }

    @Test
    public void a_plain_jar_is_held() throws IOException {
        Path jar =
                Jars.write(
                        folder.getRoot().toPath().resolve("plain.jar"),
                        Map.of(
                                "META-INF/MANIFEST.MF",
                                Jars.bytes("Manifest-Version: 1.0\r\n\r\n")));

        assertEquals(
                List.of("it is no bundle: its manifest has no Bundle-SymbolicName"),
                Rules.against(Jar.read(jar, ""), OTHERS));
    }

    @Test
    public void what_is_no_jar_is_held_for_that_alone() throws IOException {
        Path jar = Files.writeString(folder.getRoot().toPath().resolve("text.jar"), "text");

        assertEquals(1, Rules.against(Jar.read(jar, ""), OTHERS).size());
    }

    private void assertAgainst(List<String> expected, String name, Map<String, String> headers)
            throws IOException {
        Path jar = Jars.bundle(folder.getRoot().toPath().resolve("plugin.jar"), name, headers);
        assertEquals(expected, Rules.against(Jar.read(jar, Sha256.of(jar)), OTHERS));
    }
}
