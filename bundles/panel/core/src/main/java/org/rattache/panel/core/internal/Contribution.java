package org.rattache.panel.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.panel.api.Panels;

/**
 * What an active bundle brings.
 *
 * @param build part of the addresses of its files: version and digest of the folder, so that an
 *     address always names the same bytes, on every node
 */
record Contribution(Bundle bundle, String build, PanelPlugIn plugIn, Settings settings) {

    static final String HEADER = "Rattache-Ui";

    private static final String FOLDER = "ui";
    private static final long LARGEST_FOLDER = 20_000_000;

    /** Reads a bundle; what is wrong with it becomes its fault. */
    static Contribution of(Bundle bundle) {
        String id = bundle.getSymbolicName();
        String version = bundle.getVersion().toString();
        try {
            URL file = bundle.getEntry(bundle.getHeaders("").get(HEADER).strip());
            if (file == null) {
                throw new IllegalArgumentException(
                        "the file that " + HEADER + " names is not there.");
            }
            String build = version + "-" + digest(bundle);
            Manifest manifest =
                    Manifest.read(
                            file,
                            Panels.BASE + "/" + id + "/" + build + "/",
                            path -> bundle.getEntry(FOLDER + "/" + path) != null);
            return new Contribution(
                    bundle,
                    build,
                    new PanelPlugIn(
                            id,
                            version,
                            manifest.title(),
                            manifest.panels(),
                            manifest.settings().schema(),
                            Optional.empty()),
                    manifest.settings());
        } catch (IOException | RuntimeException e) {
            String fault = String.valueOf(e.getMessage());
            return new Contribution(
                    bundle,
                    "",
                    new PanelPlugIn(
                            id,
                            version,
                            Map.of(),
                            List.of(),
                            Map.of(),
                            Optional.of(fault.substring(0, Math.min(fault.length(), 500)))),
                    Settings.NONE);
        }
    }

    /** A file of the folder, when the build is this one. */
    Optional<URL> file(String asked, String path) {
        return build.equals(asked)
                ? Optional.ofNullable(bundle.getEntry(FOLDER + path))
                : Optional.empty();
    }

    private static String digest(Bundle bundle) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
        long size = 0;
        for (URL file : files(bundle)) {
            digest.update(file.getPath().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            try (InputStream in = file.openStream()) {
                byte[] bytes = in.readAllBytes();
                size += bytes.length;
                digest.update(bytes);
            }
            if (size > LARGEST_FOLDER) {
                throw new IllegalArgumentException(
                        "the folder ui has more than " + LARGEST_FOLDER + " bytes.");
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static List<URL> files(Bundle bundle) {
        List<URL> files = new ArrayList<>();
        Enumeration<URL> all = bundle.findEntries(FOLDER, "*", true);
        if (all != null) {
            for (URL url : Collections.list(all)) {
                if (!url.getPath().endsWith("/")) {
                    files.add(url);
                }
            }
        }
        files.sort(Comparator.comparing(URL::getPath));
        return files;
    }
}
