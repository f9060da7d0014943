package org.rattache.platform.persistence;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The transactions of one persistence unit. There is one service a unit, with the service property
 * {@code unit}:
 *
 * <pre>{@code @Reference(target = "(unit=clientfile)") Transactions transactions}</pre>
 *
 * <p>Work joins the transaction of the calling thread, whichever module began it, or runs in a new
 * one. So a service that calls another module stores both changes or neither. An exception that
 * leaves the work undoes the whole transaction, also the caller's: never catch one of a shared
 * transaction and go on.
 *
 * <p>Failures reach the caller as {@link org.rattache.platform.api.DomainException}: {@code STALE}
 * for a stale version, {@code CONFLICT} with code {@code duplicate} for a unique key, {@code
 * UNAVAILABLE} when the database is away or busy, {@code STORAGE_FULL} when its disk is full.
 * Thread-safe.
 */
@ProviderType
public interface Transactions {

    /** The service property that names the persistence unit. */
    String UNIT = "unit";

    /**
     * Runs the work and returns its result; entities must be mapped to records inside it. Work that
     * begins a transaction is done again, twice at most, when the transaction lost a race against
     * another one (a stale version, a deadlock). So it must change nothing but the database, and
     * look at everything that it decides by inside.
     */
    <R> R call(Function<EntityManager, R> work);

    /** Runs the work. */
    default void run(Consumer<EntityManager> work) {
        call(
                em -> {
                    work.accept(em);
                    return null;
                });
    }
}
