package org.rattache.document.renderer.pdfbox.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.rattache.document.renderer.pdfbox.internal.process.DrawPage;

/** The parts of the bundle that another process needs, as files. */
final class Unpacked {

    private static final String LIBRARIES = "lib";

    private final Path folder;
    private final List<String> classPath = new ArrayList<>();

    Unpacked(Bundle bundle, Path folder) throws IOException {
        this.folder = folder;
        classPath.add(folder.toString());
        copy(bundle, DrawPage.class.getPackageName().replace('.', '/'), "*.class");
        for (Path library : copy(bundle, LIBRARIES, "*.jar")) {
            classPath.add(library.toString());
        }
    }

    /** For the option {@code -cp}. */
    String classPath() {
        return String.join(File.pathSeparator, classPath);
    }

    private List<Path> copy(Bundle bundle, String path, String names) throws IOException {
        Enumeration<URL> entries = bundle.findEntries(path, names, false);
        if (entries == null) {
            throw new IOException("The bundle has no " + path + "/" + names);
        }
        List<Path> copies = new ArrayList<>();
        for (URL entry : Collections.list(entries)) {
            Path copy = folder.resolve(entry.getPath().substring(1));
            Files.createDirectories(copy.getParent());
            try (InputStream in = entry.openStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            copies.add(copy);
        }
        return copies;
    }
}
