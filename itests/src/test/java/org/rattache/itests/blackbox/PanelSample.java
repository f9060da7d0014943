package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** samples/panel-sample as its author builds it, and a later version of it. */
final class PanelSample {

    /**
     * What its author types; the second version says something else on its card. The network is
     * asked only for what this build does not have already.
     */
    private static final String SCRIPT =
            "set -euo pipefail\n"
                    + "maven() { mvn -o -B -q \"$@\" || mvn -B -q \"$@\"; }\n"
                    + "cp -r \"$1\" \"$2/project\"; cd \"$2/project\"; rm -rf target\n"
                    + "maven verify\n"
                    + "cp target/example-domains.jar ../example-domains-1.0.0.jar\n"
                    + "sed -i '0,/<version>1.0.0</s//<version>1.1.0</' pom.xml\n"
                    + "sed -i 's/Domaines que plusieurs fiches récentes partagent/Domaines partagés, nouvelle version/'"
                    + " src/main/resources/ui/card.js\n"
                    + "maven package -DskipTests\n"
                    + "cp target/example-domains.jar ../example-domains-1.1.0.jar\n";

    private PanelSample() {}

    /** Builds both versions; gives the folder in which they are. */
    static Path build() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rattache-panels");
        Path said = folder.resolve("build.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                SCRIPT,
                                "build",
                                Path.of("../samples/panel-sample").toAbsolutePath().toString(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        // the repository into which this build has put spi and testkit
        String repository = System.getProperty("pax.exam.local.repository");
        if (repository != null && !repository.startsWith("$")) {
            builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        }
        Process process = builder.start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertEquals(Files.readString(said), 0, process.waitFor());
        return folder;
    }

    static List<Path> versions(Path folder) {
        return List.of(
                folder.resolve("example-domains-1.0.0.jar"),
                folder.resolve("example-domains-1.1.0.jar"));
    }
}
