package org.rattache.plugin.gate.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whose signature covers all of a jar. */
public class JarTest {

    @ClassRule public static final TemporaryFolder KEYS = new TemporaryFolder();

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private static Keys vendor;
    private static Keys stranger;

    private Path plain;

    @BeforeClass
    public static void makeKeys() throws IOException, InterruptedException {
        vendor = new Keys(KEYS.getRoot().toPath(), "Vendor");
        stranger = new Keys(KEYS.getRoot().toPath(), "Stranger");
    }

    @Before
    public void makeJar() throws IOException {
        plain =
                Jars.bundle(
                        folder.getRoot().toPath().resolve("plugin.jar"), "com.example", Map.of());
    }

    @Test
    public void a_jar_that_is_signed_has_the_signer_and_its_name() throws Exception {
        Jar jar = read(vendor.sign(plain, "VENDOR"));

        assertEquals(Set.of("CN=Vendor"), Set.copyOf(jar.signers().values()));
        assertEquals(List.of(), jar.flaws());
        assertEquals("com.example", jar.symbolicName().orElseThrow());
        assertEquals("1.2.3", jar.version().orElseThrow());
    }

    @Test
    public void a_jar_that_is_not_signed_has_no_signer() throws IOException {
        assertUnsigned("entry not signed: example/Example.class", plain);
    }

    @Test
    public void the_key_of_another_is_another_key() throws Exception {
        Set<String> one = read(vendor.sign(plain, "A")).signers().keySet();
        Set<String> other = read(stranger.sign(plain, "B")).signers().keySet();

        assertNotEquals(one, other);
    }

    @Test
    public void a_jar_signed_twice_has_both_signers() throws Exception {
        Path twice = stranger.sign(vendor.sign(plain, "VENDOR"), "STRANGER");

        assertEquals(
                Set.of("CN=Vendor", "CN=Stranger"), Set.copyOf(read(twice).signers().values()));
    }

    @Test
    public void an_entry_added_after_the_signature_makes_it_unsigned() throws Exception {
        assertUnsigned(
                "entry not signed: more.txt",
                Jars.with(vendor.sign(plain, "VENDOR"), "more.txt", "more"));
    }

    @Test
    public void an_entry_that_only_a_stranger_has_signed_leaves_the_stranger_alone()
            throws Exception {
        Path more = Jars.with(vendor.sign(plain, "VENDOR"), "more.txt", "more");

        assertEquals(
                Set.of("CN=Stranger"),
                Set.copyOf(read(stranger.sign(more, "STRANGER")).signers().values()));
    }

    @Test
    public void a_class_of_another_content_breaks_the_signature() throws Exception {
        assertUnsigned(
                "its signature does not hold: SHA-256 digest error for example/Example.class",
                Jars.appended(vendor.sign(plain, "VENDOR"), "example/Example.class", "x"));
    }

    @Test
    public void an_edited_header_of_the_manifest_breaks_the_signature() throws Exception {
        assertUnsigned(
                "its signature does not hold: Invalid signature file digest for Manifest main attributes",
                Jars.edited(
                        vendor.sign(plain, "VENDOR"),
                        "META-INF/MANIFEST.MF",
                        "com.example",
                        "com.evil000"));
    }

    @Test
    public void a_signature_that_does_not_cover_the_manifest_is_none() throws Exception {
        Path signed = vendor.sign(plain, "VENDOR");

        assertUnsigned(
                "its signature does not hold: META-INF/EXTRA.SF does not cover the manifest",
                Jars.with(signed, "META-INF/EXTRA.SF", "Signature-Version: 1.0\r\n\r\n"));
    }

    @Test
    public void a_signature_that_was_taken_off_is_none()
            throws IOException, GeneralSecurityException {
        Path signed = vendor.sign(plain, "VENDOR");

        assertUnsigned(
                "its signature does not hold: META-INF/VENDOR.SF does not cover the manifest",
                Jars.with(signed, "META-INF/VENDOR.SF", ""));
    }

    @Test
    public void two_entries_of_one_name_are_a_flaw() throws IOException {
        Jar jar = read(Jars.withTwice(plain, "example/Example.class"));

        assertEquals(List.of("it has two entries named example/Example.class"), jar.flaws());
    }

    @Test
    public void two_manifests_are_a_flaw_whatever_the_case_of_their_names() throws IOException {
        Jar jar = read(Jars.with(plain, "META-INF/manifest.mf", "Manifest-Version: 1.0\r\n"));

        assertEquals(List.of("it has two entries named META-INF/MANIFEST.MF"), jar.flaws());
    }

    @Test
    public void what_is_no_archive_is_a_flaw() throws IOException {
        Path text = Files.writeString(folder.getRoot().toPath().resolve("text.jar"), "text");

        List<String> flaws = read(text).flaws();

        assertEquals(1, flaws.size());
        assertTrue(flaws.get(0), flaws.get(0).startsWith("it is no jar: "));
    }

    @Test
    public void a_jar_without_a_manifest_has_no_name() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.txt", Jars.bytes("a"));
        Path jar = Jars.write(folder.getRoot().toPath().resolve("bare.jar"), entries);

        assertTrue(read(jar).symbolicName().isEmpty());
    }

    private static void assertUnsigned(String why, Path file) throws IOException {
        Jar jar = read(file);
        assertEquals(Map.of(), jar.signers());
        assertEquals(why, jar.unsigned().orElseThrow());
    }

    private static Jar read(Path file) throws IOException {
        return Jar.read(file, Sha256.of(file));
    }
}
