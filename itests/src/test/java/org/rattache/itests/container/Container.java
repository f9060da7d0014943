package org.rattache.itests.container;

import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.rattache.itests.FreePort;

/** Pax Exam on the archive that is shipped, not on a Karaf put together for tests. */
final class Container {

    /** The system property that tells the tests inside the container where they are served. */
    static final String PORT = "rattache.itests.port";

    private Container() {}

    static Option[] options(Option... more) {
        int port = FreePort.find();
        File archive = new File(System.getProperty("rattache.archive"));
        List<Option> options =
                new ArrayList<>(
                        List.of(
                                karafDistributionConfiguration()
                                        .frameworkUrl(archive.toURI().toString())
                                        .karafVersion(System.getProperty("karaf.version"))
                                        .name("Rattache")
                                        .unpackDirectory(new File("target/exam"))
                                        .useDeployFolder(false),
                                keepRuntimeFolder(),
                                // without a terminal it would print its prompt without end
                                configureConsole().ignoreLocalConsole(),
                                logLevel(LogLevel.INFO),
                                // Pax Exam brings bundles of its own, from the local repository;
                                // the archive itself asks none.
                                editConfigurationFilePut(
                                        "etc/org.ops4j.pax.url.mvn.cfg",
                                        "org.ops4j.pax.url.mvn.localRepository",
                                        System.getProperty("pax.exam.local.repository")),
                                // and the gate lets them in
                                editConfigurationFilePut(
                                        "etc/custom.system.properties",
                                        "rattache.development",
                                        "true"),
                                editConfigurationFilePut(
                                        "etc/org.ops4j.pax.web.cfg",
                                        "org.osgi.service.http.port",
                                        String.valueOf(port)),
                                vmOption("-D" + PORT + "=" + port),
                                // The probe of the tests comes while the database is still being
                                // made; JUnit's side of Pax Exam starts after that. Ten seconds,
                                // the default, are too short for it on a busy machine.
                                vmOption(
                                        "-Dorg.ops4j.pax.exam.raw.extender.intern.Parser"
                                                + ".DEFAULT_TIMEOUT=180000")));
        // what bin/inc of Karaf passes on Java 17
        Stream.of(
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module",
                        "java.base=lib/endorsed/org.apache.karaf.specs.locator-"
                                + System.getProperty("karaf.version")
                                + ".jar",
                        "--patch-module",
                        "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-"
                                + System.getProperty("karaf.version")
                                + ".jar",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.net=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
                        "-Xmx512m")
                .forEach(option -> options.add(vmOption(option)));
        options.addAll(List.of(more));
        return options.toArray(Option[]::new);
    }
}
