package org.rattache.plugin.gate.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code etc/trust}. Its files are read directly: the services that read other settings
 * run later than the gate, and are code that it has to judge.
 *
 * <p>{@code distribution.sha256}, {@code approved.sha256} and {@code revoked.sha256} have the lines
 * of sha256sum; what follows a {@code #} is a remark. A certificate in a file {@code NAME.pem} is
 * that of a trusted key.
 */
final class TrustFolder {

    static final String DISTRIBUTION = "distribution.sha256";
    static final String APPROVED = "approved.sha256";
    static final String REVOKED = "revoked.sha256";
    static final String KEY = ".pem";

    private static final System.Logger LOG = System.getLogger(Activator.LOG);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Pattern LINE =
            Pattern.compile("([0-9a-fA-F]{64})(?:\\s+\\*?([^#]*))?(?:#\\s*(.*))?");
    private static final Pattern BY = Pattern.compile("by (\\S+) .*");

    private final Path folder;
    private final boolean development;
    private List<String> seen = List.of();
    private volatile Trust trust;

    TrustFolder(Path folder, boolean development) {
        this.folder = folder;
        this.development = development;
        this.trust = new Trust(Set.of(), Map.of(), Map.of(), Map.of(), false);
    }

    /** What was trusted when it was last read. */
    Trust trust() {
        return trust;
    }

    /**
     * Reads what has changed.
     *
     * @return whether anything had
     * @throws IOException when it cannot be read; what was trusted before stays so
     */
    synchronized boolean refresh() throws IOException {
        List<String> now = stamps();
        if (now.equals(seen)) {
            return false;
        }
        trust =
                new Trust(
                        lines(DISTRIBUTION).keySet(),
                        lines(APPROVED),
                        lines(REVOKED),
                        readKeys(),
                        development);
        seen = now;
        return true;
    }

    private List<String> stamps() throws IOException {
        List<String> stamps = new ArrayList<>();
        for (Path file : files()) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.add(
                    file.getFileName()
                            + " "
                            + attributes.lastModifiedTime()
                            + " "
                            + attributes.size()
                            + " "
                            + attributes.fileKey());
        }
        return stamps;
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Digest to who put it there, or to an empty text. */
    private Map<String, String> lines(String name) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : read(name)) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                lines.put(matcher.group(1).toLowerCase(Locale.ROOT), by(matcher.group(3)));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A line of {0} is no digest and is passed over: {1}",
                        folder.resolve(name),
                        line);
            }
        }
        return lines;
    }

    private static String by(String remark) {
        Matcher matcher = BY.matcher(Optional.ofNullable(remark).orElse(""));
        return matcher.matches() ? matcher.group(1) : "";
    }

    private List<String> read(String name) throws IOException {
        try {
            return Files.readAllLines(folder.resolve(name), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Map<String, String> readKeys() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(KEY)) {
                try {
                    keys.put(
                            key(certificate(Files.readAllBytes(file))),
                            name.substring(0, name.length() - KEY.length()));
                } catch (CertificateException e) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} is no certificate and is passed over: {1}",
                            file,
                            e.getMessage());
                }
            }
        }
        return keys;
    }

    private static String key(X509Certificate certificate) {
        return Sha256.of(certificate.getPublicKey().getEncoded());
    }

    private static X509Certificate certificate(byte[] bytes) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes));
    }

    /** Approves a digest, also one that was revoked. */
    synchronized void approve(String sha256, String name, String by) throws IOException {
        rewrite(REVOKED, sha256, Optional.empty());
        rewrite(APPROVED, sha256, Optional.of(line(sha256, name, by)));
    }

    /** Revokes a digest, whatever makes it trusted. */
    synchronized void revoke(String sha256, String name, String by) throws IOException {
        rewrite(REVOKED, sha256, Optional.of(line(sha256, name, by)));
        rewrite(APPROVED, sha256, Optional.empty());
    }

    private static String line(String sha256, String name, String by) {
        return sha256 + "  " + plain(name) + remark(by);
    }

    private static String remark(String by) {
        return "  # by "
                + plain(by).replace(' ', '_')
                + " at "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String plain(String text) {
        return text.replaceAll("[#\\p{Cntrl}]", "_");
    }

    private void rewrite(String file, String sha256, Optional<String> line) throws IOException {
        List<String> before = read(file);
        List<String> after =
                new ArrayList<>(
                        before.stream()
                                .filter(
                                        one ->
                                                !one.strip()
                                                        .toLowerCase(Locale.ROOT)
                                                        .startsWith(sha256))
                                .toList());
        line.ifPresent(after::add);
        if (!after.equals(before)) {
            write(
                    file,
                    (String.join("\n", after) + (after.isEmpty() ? "" : "\n"))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Keeps a certificate under a name of its own.
     *
     * @return the name
     * @throws CertificateException when it is none
     */
    synchronized String trust(byte[] bytes, String name, String by)
            throws IOException, CertificateException {
        X509Certificate certificate = certificate(bytes);
        String kept = readKeys().get(key(certificate));
        if (kept != null) {
            return kept;
        }
        String free = free(name.replaceAll("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]", "_"));
        write(
                free + KEY,
                ("# "
                                + plain(certificate.getSubjectX500Principal().getName())
                                + remark(by)
                                + "\n-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(certificate.getEncoded())
                                + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.UTF_8));
        return free;
    }

    private String free(String name) {
        String base = name.isEmpty() || name.startsWith(".") ? "key" + name : name;
        String free = base;
        for (int i = 2; Files.exists(folder.resolve(free + KEY)); i++) {
            free = base + "-" + i;
        }
        return free;
    }

    /** Trusts a key no more; false when there is none of that name. */
    synchronized boolean distrust(String name) throws IOException {
        return trust.keys().containsValue(name) && Files.deleteIfExists(folder.resolve(name + KEY));
    }

    /** All of a file or nothing of it, also when the power fails. */
    private void write(String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + name + ".tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, OWNER_ONLY);
        Files.write(temporary, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
