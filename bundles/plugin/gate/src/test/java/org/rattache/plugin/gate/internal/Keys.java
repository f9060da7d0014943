package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys made by the JDK's keytool, and jars signed with them. */
final class Keys {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path store;

    /** A key store with a new key. */
    Keys(Path folder, String name) throws IOException, InterruptedException {
        store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "1825");
    }

    /** Its certificate. */
    Path certificate() throws IOException, InterruptedException {
        Path certificate = Path.of(store.toString().replace(".p12", ".pem"));
        keytool("-exportcert", "-rfc", "-alias", "key", "-file", certificate.toString());
        return certificate;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        builder.command().addAll(List.of(arguments));
        builder.command()
                .addAll(
                        List.of(
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD)));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(said);
        }
    }

    /** Signs a jar into a new file, beside other signatures. */
    Path sign(Path jar, String signer) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyStore.PrivateKeyEntry entry =
                (KeyStore.PrivateKeyEntry)
                        keys.getEntry("key", new KeyStore.PasswordProtection(PASSWORD));
        Path signed = jar.resolveSibling(signer + "-" + jar.getFileName());
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(entry)
                    .digestAlgorithm("SHA-256")
                    .signerName(signer)
                    .build()
                    .sign(in, out);
        }
        return signed;
    }
}
