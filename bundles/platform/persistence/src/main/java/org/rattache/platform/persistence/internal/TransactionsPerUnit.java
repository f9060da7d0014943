package org.rattache.platform.persistence.internal;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManagerFactory;
import javax.transaction.TransactionManager;
import javax.transaction.TransactionSynchronizationRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rattache.platform.persistence.Transactions;

/**
 * Registers one {@link Transactions} service for every persistence unit that Aries JPA brings up.
 */
@Component(service = {})
public final class TransactionsPerUnit {

    private static final String UNIT_NAME = "osgi.unit.name";

    private final BundleContext context;
    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry registry;
    private final Map<EntityManagerFactory, ServiceRegistration<Transactions>> registrations =
            new ConcurrentHashMap<>();

    @Activate
    public TransactionsPerUnit(
            BundleContext context,
            @Reference TransactionManager manager,
            @Reference TransactionSynchronizationRegistry registry) {
        this.context = context;
        this.manager = manager;
        this.registry = registry;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addUnit(EntityManagerFactory unit, Map<String, Object> properties) {
        Object name = properties.get(UNIT_NAME);
        if (name != null) {
            registrations.put(
                    unit,
                    context.registerService(
                            Transactions.class,
                            new JtaTransactions(unit, manager, registry, InstantSource.system()),
                            FrameworkUtil.asDictionary(Map.of(Transactions.UNIT, name))));
        }
    }

    void removeUnit(EntityManagerFactory unit) {
        ServiceRegistration<Transactions> registration = registrations.remove(unit);
        if (registration != null) {
            registration.unregister();
        }
    }
}
