package org.rattache.panel.core.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.rattache.plugin.api.PlugIn;

/** A bundle that is a folder, as far as the extender looks at it. */
final class PlugInBundle {

    static final String ID = "com.example.domains";

    private final Path folder;
    private String version = "1.0.0";

    PlugInBundle(File folder) {
        this.folder = folder.toPath();
    }

    PlugInBundle version(String number) {
        version = number;
        return this;
    }

    PlugInBundle file(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The manifest, with ' in place of ". */
    PlugInBundle manifest(String json) {
        return file("META-INF/rattache-ui.json", json.replace('\'', '"'));
    }

    Bundle bundle() {
        Dictionary<String, String> headers = new Hashtable<>();
        headers.put(Contribution.HEADER, "META-INF/rattache-ui.json");
        Version now = Version.parseVersion(version);
        return (Bundle)
                Proxy.newProxyInstance(
                        Bundle.class.getClassLoader(),
                        new Class<?>[] {Bundle.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getSymbolicName" -> ID;
                                    case "getVersion" -> now;
                                    case "getHeaders" -> headers;
                                    case "getEntry" -> entry((String) arguments[0]);
                                    case "findEntries" -> entries((String) arguments[0]);
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" -> proxy == arguments[0];
                                    case "toString" -> ID + " " + now;
                                    default -> throw new AssertionError(method);
                                });
    }

    private URL entry(String path) throws MalformedURLException {
        Path file = folder.resolve(path.replaceFirst("^/", ""));
        return Files.exists(file) ? file.toUri().toURL() : null;
    }

    private Object entries(String path) throws IOException {
        Path below = folder.resolve(path);
        if (!Files.exists(below)) {
            return null;
        }
        try (Stream<Path> all = Files.walk(below)) {
            List<URL> urls =
                    all.filter(Files::isRegularFile)
                            .map(
                                    file -> {
                                        try {
                                            // as in a bundle: from its root
                                            return new URL(
                                                    file.toUri().toURL(), file.toUri().toString());
                                        } catch (MalformedURLException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    })
                            .toList();
            return Collections.enumeration(urls);
        }
    }

    /** What the gate says of it. */
    static PlugIn judged(PlugIn.State state, String version) {
        return new PlugIn(
                "domains.jar",
                Optional.of(ID),
                Optional.of(version),
                Optional.of("0a"),
                state,
                state == PlugIn.State.RUNNING ? Optional.of(version) : Optional.empty(),
                "approved",
                Optional.empty());
    }
}
