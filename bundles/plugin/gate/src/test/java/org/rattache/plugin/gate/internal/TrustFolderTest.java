package org.rattache.plugin.gate.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the files of etc/trust say. */
public class TrustFolderTest {

    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "a".repeat(64);

    @Rule public final TemporaryFolder temporary = new TemporaryFolder();

    private Path path;
    private TrustFolder folder;

    @Before
    public void makeFolder() throws IOException {
        path = temporary.getRoot().toPath();
        folder = new TrustFolder(path, false);
    }

    @Test
    public void an_empty_folder_trusts_nothing() throws IOException {
        folder.refresh();

        assertFalse(trusts(ONE));
        assertEquals(Set.of(), folder.trust().distribution());
    }

    @Test
    public void the_lines_of_sha256sum_are_understood_and_others_passed_over() throws IOException {
        Files.write(
                path.resolve(TrustFolder.APPROVED),
                List.of(
                        "# a remark",
                        "",
                        ONE + "  deploy/one.jar",
                        "no digest at all",
                        OTHER.toUpperCase(Locale.ROOT)
                                + " *other.jar # by shell:admin at some time"));
        folder.refresh();

        assertEquals(Map.of(ONE, "", OTHER, "shell:admin"), folder.trust().approved());
    }

    @Test
    public void an_approval_is_written_for_the_owner_alone_and_counts_when_it_is_read()
            throws IOException {
        folder.approve(ONE, "one.jar", "shell:admin");

        assertTrue(folder.refresh());
        assertTrue(trusts(ONE));
        assertEquals(Map.of(ONE, "shell:admin"), folder.trust().approved());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(path.resolve(TrustFolder.APPROVED))));
        assertFalse("nothing has changed since", folder.refresh());
    }

    @Test
    public void a_revocation_is_stronger_than_a_signature_until_it_is_approved_again()
            throws IOException, InterruptedException, CertificateException {
        Keys vendor = new Keys(path, "vendor");
        byte[] certificate = Files.readAllBytes(vendor.certificate());
        Files.delete(path.resolve("vendor.pem"));
        assertEquals("ours", folder.trust(certificate, "ours.crt", "shell:admin"));
        folder.refresh();
        Set<String> signers = folder.trust().keys().keySet();
        assertTrue(folder.trust().trusts(ONE, signers));

        folder.revoke(ONE, "one.jar", "shell:admin");
        folder.refresh();
        assertFalse(folder.trust().trusts(ONE, signers));
        assertTrue(folder.trust().trusts(OTHER, signers));

        folder.approve(ONE, "one.jar", "shell:admin");
        folder.refresh();
        assertTrue(folder.trust().trusts(ONE, Set.of()));
    }

    @Test
    public void a_key_is_kept_once_and_goes_with_its_file()
            throws IOException, InterruptedException, CertificateException {
        byte[] certificate = Files.readAllBytes(new Keys(path, "vendor").certificate());
        folder.refresh();

        assertEquals("vendor", folder.trust(certificate, "again.pem", "shell:admin"));
        assertTrue(folder.distrust("vendor"));
        folder.refresh();
        assertEquals(Map.of(), folder.trust().keys());
        assertFalse(folder.distrust("vendor"));
    }

    @Test
    public void only_a_key_that_is_trusted_can_be_taken_away() throws IOException {
        Path outside = Files.writeString(path.resolveSibling("outside.pem"), "not ours");
        folder.refresh();

        assertFalse(folder.distrust("../outside"));
        assertTrue(Files.deleteIfExists(outside));
    }

    @Test
    public void what_is_no_certificate_is_not_trusted() {
        assertThrows(
                CertificateException.class,
                () -> folder.trust(Jars.bytes("hello"), "hello.pem", "shell:admin"));
    }

    @Test
    public void a_revocation_of_part_of_the_distribution_stops_nothing() throws IOException {
        Files.writeString(path.resolve(TrustFolder.DISTRIBUTION), ONE + "  system/one.jar\n");
        folder.revoke(ONE, "one.jar", "shell:admin");
        folder.refresh();

        assertTrue(trusts(ONE));
    }

    @Test
    public void in_development_everything_is_approved_that_was_not_revoked() throws IOException {
        folder = new TrustFolder(path, true);
        folder.revoke(OTHER, "other.jar", "shell:admin");
        folder.refresh();

        assertTrue(trusts(ONE));
        assertFalse(trusts(OTHER));
        assertEquals(
                "approved by itself: development mode",
                folder.trust().reason(ONE, Set.of()).orElseThrow());
    }

    @Test
    public void a_name_cannot_write_a_line_of_its_own() throws IOException {
        folder.approve(ONE, "one.jar\n" + OTHER + "  other.jar", "shell:admin");
        folder.refresh();

        assertEquals(Set.of(ONE), folder.trust().approved().keySet());
    }

    private boolean trusts(String sha256) {
        return folder.trust().trusts(sha256, Set.of());
    }
}
