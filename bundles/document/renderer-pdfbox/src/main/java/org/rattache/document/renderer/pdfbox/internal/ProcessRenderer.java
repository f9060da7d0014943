package org.rattache.document.renderer.pdfbox.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rattache.document.renderer.pdfbox.internal.process.DrawPage;
import org.rattache.document.spi.PreviewException;
import org.rattache.document.spi.PreviewException.Reason;
import org.rattache.document.spi.PreviewRenderer;

/**
 * Draws every page in a Java process of its own, which gets little memory and little time. A thread
 * cannot be ended when a hostile file keeps it, memory that it takes is taken from everybody, and a
 * fault in a native decoder ends the whole process; so none of that happens in the server.
 */
@Component(
        configurationPid = "org.rattache.document.renderer.pdfbox",
        property = "service.ranking:Integer=-1000")
public final class ProcessRenderer implements PreviewRenderer {

    /** The configuration, PID {@code org.rattache.document.renderer.pdfbox}. */
    public @interface Config {
        /** How much memory a drawing process gets for its objects. */
        int memoryMegabytes() default 160;

        /** After so many seconds it is ended. */
        int seconds() default 20;
    }

    private static final Set<String> MEDIA_TYPES =
            Set.of("application/pdf", "image/png", "image/jpeg", "image/gif");

    /** How long a process that was ended may take to be gone. */
    private static final int END_SECONDS = 5;

    private final String classPath;
    private final Path work;
    private final int memoryMegabytes;
    private final int seconds;

    /** Unpacks what the process needs. */
    @Activate
    public ProcessRenderer(BundleContext context, Config config) throws IOException {
        this(
                new Unpacked(context.getBundle(), context.getDataFile("process").toPath())
                        .classPath(),
                context.getDataFile("work").toPath(),
                config.memoryMegabytes(),
                config.seconds());
    }

    ProcessRenderer(String classPath, Path work, int memoryMegabytes, int seconds)
            throws IOException {
        this.classPath = classPath;
        this.work = work;
        this.memoryMegabytes = memoryMegabytes;
        this.seconds = seconds;
        delete(work);
        Files.createDirectories(work);
    }

    @Override
    public Set<String> mediaTypes() {
        return MEDIA_TYPES;
    }

    @Override
    public byte[] render(InputStream content, String mediaType, int page, int width)
            throws PreviewException, IOException {
        Path folder = Files.createTempDirectory(work, "");
        try {
            Path file = folder.resolve("content");
            Path png = folder.resolve("png");
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            int status = run(folder, mediaType, page, width, file, png);
            return switch (status) {
                case DrawPage.DRAWN -> Files.readAllBytes(png);
                case DrawPage.PAGE_MISSING -> throw new PreviewException(Reason.PAGE_MISSING);
                case DrawPage.UNREADABLE -> throw new PreviewException(Reason.UNREADABLE);
                // Its own limit, or that of the process: out of memory, out of time, or crashed.
                default -> throw new PreviewException(Reason.TOO_HEAVY);
            };
        } finally {
            delete(folder);
        }
    }

    private int run(Path folder, String mediaType, int page, int width, Path file, Path png)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + memoryMegabytes + "m");
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + folder,
                        // Which fonts the machine has is found out once.
                        "-Dpdfbox.fontcache=" + work.getParent(),
                        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                        "-cp",
                        classPath,
                        DrawPage.class.getName(),
                        mediaType,
                        String.valueOf(page),
                        String.valueOf(width),
                        file.toString(),
                        png.toString(),
                        String.valueOf(seconds)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            return DrawPage.TOO_HEAVY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is stopping.", e);
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path left, IOException failure)
                            throws IOException {
                        Files.delete(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
