package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rattache.plugin.api.Fact;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;
import org.rattache.plugin.api.Verdict;

/** The gate, as the shell and the REST API see it. */
final class TrustedPlugIns implements PlugIns {

    private final TrustFolder folder;
    private final Deployer deployer;
    private final Judge judge;
    private final Overview overview;
    private final Journal journal;

    TrustedPlugIns(
            TrustFolder folder,
            Deployer deployer,
            Judge judge,
            Overview overview,
            Journal journal) {
        this.folder = folder;
        this.deployer = deployer;
        this.judge = judge;
        this.overview = overview;
        this.journal = journal;
    }

    @Override
    public List<PlugIn> list() {
        return overview.of(deployer.slots());
    }

    @Override
    public boolean development() {
        return folder.trust().development();
    }

    @Override
    public Verdict verify(Path jar) throws IOException {
        return judge.verify(Jar.read(jar, Sha256.of(jar)));
    }

    @Override
    public String approve(String plugIn, String by) throws IOException {
        Named named =
                named(plugIn)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "No plug-in and no SHA-256: " + plugIn));
        folder.approve(named.sha256(), named.name(), by);
        return named.sha256();
    }

    @Override
    public String revoke(String what, String by) throws IOException {
        Optional<Named> named = named(what);
        if (named.isPresent()) {
            folder.revoke(named.get().sha256(), named.get().name(), by);
            return named.get().sha256();
        }
        if (folder.distrust(what)) {
            return what;
        }
        throw new IllegalArgumentException("No plug-in, no SHA-256 and no trusted key: " + what);
    }

    private record Named(String sha256, String name) {}

    private Optional<Named> named(String text) {
        String sha256 = text.toLowerCase(Locale.ROOT);
        if (Sha256.isDigest(sha256)) {
            return Optional.of(
                    new Named(
                            sha256,
                            list().stream()
                                    .filter(p -> p.sha256().equals(Optional.of(sha256)))
                                    .map(PlugIn::name)
                                    .findFirst()
                                    .orElse("")));
        }
        return list().stream()
                .filter(plugIn -> plugIn.name().equals(text))
                .flatMap(plugIn -> plugIn.sha256().stream())
                .map(digest -> new Named(digest, text))
                .findFirst();
    }

    @Override
    public String trust(Path certificate, String by) throws IOException {
        try {
            return folder.trust(
                    Files.readAllBytes(certificate), certificate.getFileName().toString(), by);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("No certificate: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> keys() {
        return folder.trust().keys().values().stream().sorted().toList();
    }

    @Override
    public String journal() {
        return journal.id();
    }

    @Override
    public long lastFact() {
        return journal.last();
    }

    @Override
    public List<Fact> facts(long after, int most) {
        return journal.after(after, most);
    }
}
