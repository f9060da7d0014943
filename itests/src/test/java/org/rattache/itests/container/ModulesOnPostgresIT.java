package org.rattache.itests.container;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.rattache.itests.postgres.FreshDatabase;

/** The same bundles and the same tests on PostgreSQL, by a changed cfg alone. */
public class ModulesOnPostgresIT extends ModulesInContainerIT {

    @Configuration
    @Override
    public Option[] configuration() {
        try {
            Path file =
                    Files.createDirectories(Path.of("target")).resolve("datasource-postgresql.cfg");
            Files.writeString(file, FreshDatabase.create().configuration());
            return Container.options(
                    replaceConfigurationFile(
                            "etc/org.ops4j.datasource-rattache.cfg", file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
