package org.rattache.itests.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.Assume;

/** An empty PostgreSQL database in the server that {@code ./rattache test} has started. */
public final class FreshDatabase {

    private static final String SERVER = "RATTACHE_TEST_PG_URL";

    private final String url;

    private FreshDatabase(String url) {
        this.url = url;
    }

    /** Creates one; skips the test where no server was started. */
    public static FreshDatabase create() {
        String server = System.getenv(SERVER);
        Assume.assumeTrue(
                SERVER + " names no PostgreSQL; ./rattache test starts one", server != null);
        String name = "it" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(server)) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new FreshDatabase(server.replaceFirst("/[^/?]+\\?", "/" + name + "?"));
    }

    /**
     * The whole of etc/org.ops4j.datasource-rattache.cfg: what an administrator changes, and
     * nothing else.
     */
    public String configuration() {
        return String.join(
                "\n",
                "dataSourceName = rattache",
                "xa = true",
                "pool = dbcp2",
                "ops4j.preHook = rattache-schema",
                "jdbc.pool.maxTotal = 20",
                "osgi.jdbc.driver.class = org.postgresql.Driver",
                "url = " + url,
                "");
    }

    /**
     * What an administrator makes of the shipped file: the block of Derby commented out, that of
     * PostgreSQL not, with the address and the user of this database.
     */
    public String configuration(String shipped) {
        String[] addressAndUser = url.split("\\?user=");
        String key = "(osgi\\.jdbc\\.driver\\.class|url|user|password)";
        return shipped.replaceAll("(?m)^" + key + " = (?=.*derby)", "#$1 = ")
                .replaceAll("(?m)^#" + key + " = (?!.*derby)", "$1 = ")
                .replaceAll("(?m)^url = .*", "url = " + addressAndUser[0])
                .replaceAll("(?m)^user = .*", "user = " + addressAndUser[1]);
    }

    /** Its address. */
    public String url() {
        return url;
    }
}
