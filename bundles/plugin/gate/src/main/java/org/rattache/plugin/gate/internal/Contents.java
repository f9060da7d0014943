package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/**
 * The bytes behind installed bundles. The framework keeps a copy of each jar, byte for byte; where,
 * it tells nobody but through a class of its own, which is asked here by reflection.
 */
final class Contents {

    /** What is known of the bytes of one bundle, as long as it is not updated. */
    private record Known(long modified, String sha256, Path file) {}

    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /**
     * The digest of a bundle's jar.
     *
     * @throws IOException when there is none, or it cannot be read
     */
    String sha256(Bundle bundle) throws IOException {
        return of(bundle).sha256();
    }

    /** The framework's copy of a bundle's jar. */
    Path file(Bundle bundle) throws IOException {
        return of(bundle).file();
    }

    private Known of(Bundle bundle) throws IOException {
        long modified = bundle.getLastModified();
        Known before = known.get(bundle.getBundleId());
        if (before != null && before.modified() == modified) {
            return before;
        }
        Path file = locate(bundle);
        Known now = new Known(modified, Sha256.of(file), file);
        known.put(bundle.getBundleId(), now);
        return now;
    }

    private static Path locate(Bundle bundle) throws IOException {
        URL entry = bundle.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) {
            throw new IOException("it has no manifest");
        }
        URLConnection connection = entry.openConnection();
        try {
            Method method = connection.getClass().getDeclaredMethod("getLocalURL");
            method.setAccessible(true);
            URL local = (URL) method.invoke(connection);
            if (!local.getProtocol().equals("jar")) {
                throw new IOException("it is no jar: " + local);
            }
            URL jar = ((JarURLConnection) local.openConnection()).getJarFileURL();
            return Path.of(URI.create(jar.toString().replace(" ", "%20")));
        } catch (ReflectiveOperationException e) {
            throw new IOException("the framework does not tell where its jar lies", e);
        }
    }

    /** As {@link #sha256}; empty when the content is damaged, which no digest equals. */
    String digest(Bundle bundle) {
        try {
            return sha256(bundle);
        } catch (IOException e) {
            return "";
        }
    }
}
