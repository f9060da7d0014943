package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar as the gate has read it, from the first byte to the last.
 *
 * @param headers the main attributes of the manifest
 * @param signers digest of a public key to the name in its certificate, of the keys that have
 *     signed EVERY entry
 * @param unsigned why nobody has signed all of it; empty when there are signers
 * @param flaws what makes it unfit to be read at all, by two readers alike
 */
record Jar(
        String sha256,
        Attributes headers,
        Map<String, String> signers,
        Optional<String> unsigned,
        List<String> flaws) {

    /** More than any plug-in needs, and little enough to be read to the end. */
    static final long LARGEST = 100L << 20;

    static final long LARGEST_UNPACKED = 500L << 20;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** What carries a signature cannot be covered by it. */
    private static final Pattern SIGNATURE_FILE =
            Pattern.compile(
                    "META-INF/(?:MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(?:SF|RSA|DSA|EC))",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern COVERS_MANIFEST =
            Pattern.compile(
                    "(?im)^[\\w.-]+-Digest-Manifest-Main-Attributes: "); // as jarsigner writes it

    Jar {
        signers = Collections.unmodifiableMap(new LinkedHashMap<>(signers));
        flaws = List.copyOf(flaws);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getValue(name)).map(String::strip);
    }

    Optional<String> symbolicName() {
        return header("Bundle-SymbolicName").map(value -> value.replaceFirst("\\s*;.*", ""));
    }

    Optional<String> version() {
        return symbolicName().map(name -> header("Bundle-Version").orElse("0.0.0"));
    }

    /** Reads a jar that nobody else can write to. */
    static Jar read(Path file, String sha256) throws IOException {
        List<String> flaws = new ArrayList<>();
        if (Files.size(file) > LARGEST) {
            return new Jar(
                    sha256,
                    new Attributes(),
                    Map.of(),
                    Optional.of("it was not read"),
                    List.of("it is larger than " + (LARGEST >> 20) + " MB"));
        }
        try (JarFile jar =
                new JarFile(file.toFile(), true, ZipFile.OPEN_READ, JarFile.baseVersion())) {
            flaws.addAll(duplicates(jar));
            Attributes headers = headers(jar);
            Signatures signatures = new Signatures();
            try {
                signatures.read(jar);
            } catch (SecurityException e) {
                return new Jar(
                        sha256,
                        headers,
                        Map.of(),
                        Optional.of("its signature does not hold: " + e.getMessage()),
                        flaws);
            } catch (TooLarge e) {
                flaws.add("its content is larger than " + (LARGEST_UNPACKED >> 20) + " MB");
            }
            return new Jar(sha256, headers, signatures.all(), signatures.missing(), flaws);
        } catch (ZipException e) {
            return new Jar(
                    sha256,
                    new Attributes(),
                    Map.of(),
                    Optional.of("it is not signed"),
                    List.of("it is no jar: " + e.getMessage()));
        }
    }

    /**
     * Of two entries with one name, the framework may take one and the signature cover the other.
     */
    private static List<String> duplicates(JarFile jar) {
        Set<String> names = new HashSet<>();
        return Collections.list(jar.entries()).stream()
                .map(ZipEntry::getName)
                .map(
                        name ->
                                name.regionMatches(true, 0, "META-INF/", 0, 9)
                                        ? name.toUpperCase(Locale.ROOT)
                                        : name)
                .filter(name -> !names.add(name))
                .distinct()
                .map(name -> "it has two entries named " + name)
                .toList();
    }

    private static Attributes headers(JarFile jar) throws IOException {
        ZipEntry manifest = jar.getEntry(MANIFEST);
        if (manifest == null) {
            return new Attributes();
        }
        try (InputStream in = jar.getInputStream(manifest)) {
            return new Manifest(in).getMainAttributes();
        } catch (SecurityException e) {
            // the signature is wrong, which is found out again when all is read
            return new Attributes();
        }
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Who has signed every entry. The JDK knows it of an entry once it is read to its end. */
    private static final class Signatures {

        private Map<String, String> signers;
        private Optional<String> missing = Optional.empty();
        private long unpacked;

        void read(JarFile jar) throws IOException, TooLarge {
            List<JarEntry> entries = Collections.list(jar.entries());
            for (JarEntry entry : entries) {
                byte[] content = content(jar, entry);
                if (SIGNATURE_FILE.matcher(entry.getName()).matches()) {
                    checkCoversManifest(entry.getName(), content);
                } else if (!entry.isDirectory()) {
                    retain(entry);
                }
            }
        }

        private byte[] content(JarFile jar, JarEntry entry) throws IOException, TooLarge {
            try (InputStream in = jar.getInputStream(entry)) {
                byte[] content = in.readNBytes((int) (LARGEST_UNPACKED - unpacked + 1));
                unpacked += content.length;
                if (unpacked > LARGEST_UNPACKED) {
                    throw new TooLarge();
                }
                return content;
            }
        }

        /**
         * Without that line a signature covers the entries alone, and anybody could add headers.
         */
        private void checkCoversManifest(String name, byte[] content) {
            if (name.toUpperCase(Locale.ROOT).endsWith(".SF")
                    && !COVERS_MANIFEST
                            .matcher(new String(content, java.nio.charset.StandardCharsets.UTF_8))
                            .find()) {
                throw new SecurityException(name + " does not cover the manifest");
            }
        }

        private void retain(JarEntry entry) {
            Map<String, String> ofEntry = new LinkedHashMap<>();
            CodeSigner[] codeSigners = entry.getCodeSigners();
            for (CodeSigner signer : codeSigners == null ? new CodeSigner[0] : codeSigners) {
                if (signer.getSignerCertPath().getCertificates().get(0)
                        instanceof X509Certificate certificate) {
                    ofEntry.put(
                            Sha256.of(certificate.getPublicKey().getEncoded()),
                            certificate.getSubjectX500Principal().getName());
                }
            }
            if (signers == null) {
                signers = ofEntry;
            } else {
                signers.keySet().retainAll(ofEntry.keySet());
            }
            if (ofEntry.isEmpty() && missing.isEmpty()) {
                missing = Optional.of("entry not signed: " + entry.getName());
            }
        }

        Map<String, String> all() {
            return signers == null ? Map.of() : signers;
        }

        Optional<String> missing() {
            return all().isEmpty()
                    ? missing.or(() -> Optional.of("it is not signed"))
                    : Optional.empty();
        }
    }
}
