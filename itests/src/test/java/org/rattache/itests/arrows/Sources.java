package org.rattache.itests.arrows;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sources and pages of the whole project, for tests that hold them together. */
final class Sources {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    private Sources() {}

    /** The text of a page. */
    static String page(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    /** The texts of all main classes. */
    static List<String> main() throws IOException {
        return List.copyOf(read("bundles", "/src/main/java/").values());
    }

    /** Simple name of a test class to the texts of the classes of that name. */
    static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new LinkedHashMap<>();
        for (String folder : List.of("bundles", "itests")) {
            read(folder, "/src/test/java/")
                    .forEach(
                            (path, text) ->
                                    tests.merge(
                                            path.getFileName().toString().replace(".java", ""),
                                            text,
                                            String::concat));
        }
        return tests;
    }

    private static Map<Path, String> read(String folder, String part) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                ROOT.resolve(folder),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        // built files come and go while other modules are built
                        return directory.endsWith("target")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String path = file.toString().replace('\\', '/');
                        if (path.endsWith(".java") && path.contains(part)) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path file : files) {
            texts.put(file, Files.readString(file));
        }
        return texts;
    }
}
