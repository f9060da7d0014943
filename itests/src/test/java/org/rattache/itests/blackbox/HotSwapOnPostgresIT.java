package org.rattache.itests.blackbox;

import java.io.IOException;
import java.util.Map;
import org.rattache.itests.postgres.FreshDatabase;

/** The same swaps under the same load on PostgreSQL. */
public class HotSwapOnPostgresIT extends HotSwapIT {

    @Override
    Server start(String name) throws IOException, InterruptedException {
        return Server.start(
                name + "-postgresql",
                Map.of(
                        "org.ops4j.datasource-rattache.cfg",
                        FreshDatabase.create().configuration()));
    }
}
