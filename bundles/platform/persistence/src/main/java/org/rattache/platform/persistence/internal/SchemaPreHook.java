package org.rattache.platform.persistence.internal;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.rattache.platform.persistence.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date before anybody can see the DataSource: Pax JDBC publishes it only
 * after this hook has returned. A bundle names its module and the folder of its scripts in the
 * header {@code Rattache-Schema: module=folder}.
 *
 * <p>A bundle that comes later (an update of a module in the running system) is migrated when it
 * resolves, which is before it starts.
 */
@Component(property = "name=rattache-schema")
public final class SchemaPreHook implements PreHook, BundleTrackerCustomizer<Bundle> {

    static final String HEADER = "Rattache-Schema";
    private static final Logger LOG = LoggerFactory.getLogger(SchemaPreHook.class);

    private final BundleContext context;
    private final BundleTracker<Bundle> tracker;
    private DataSource ready;

    @Activate
    public SchemaPreHook(BundleContext context) {
        this.context = context;
        this.tracker =
                new BundleTracker<>(
                        context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void deactivate() {
        tracker.close();
    }

    @Override
    public synchronized void prepare(DataSource dataSource) throws SQLException {
        List<Bundle> bundles =
                Stream.of(context.getBundles())
                        .filter(bundle -> bundle.getHeaders().get(HEADER) != null)
                        .sorted(Comparator.comparing(Bundle::getSymbolicName))
                        .toList();
        for (Bundle bundle : bundles) {
            migrate(bundle, dataSource);
        }
        ready = dataSource;
    }

    @Override
    public synchronized Bundle addingBundle(Bundle bundle, BundleEvent event) {
        if (bundle.getHeaders().get(HEADER) == null) {
            return null;
        }
        if (ready != null) {
            try {
                migrate(bundle, ready);
            } catch (SQLException e) {
                LOG.error(
                        "The tables of {} could not be brought up to date.",
                        bundle.getSymbolicName(),
                        e);
            }
        }
        return bundle;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
        // resolved, starting, active: migrated once is enough
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Bundle tracked) {
        // its tables stay: they hold what its next version needs
    }

    private static void migrate(Bundle bundle, DataSource dataSource) throws SQLException {
        String[] header = bundle.getHeaders().get(HEADER).split("=", 2);
        List<URL> files =
                new ArrayList<>(Collections.list(bundle.findEntries(header[1], "*.sql", false)));
        try (Connection connection = dataSource.getConnection()) {
            List<Integer> applied = new Migrations(header[0], files).apply(connection);
            if (!applied.isEmpty()) {
                LOG.info("Schema of {}: applied {}", header[0], applied);
            }
        }
    }
}
