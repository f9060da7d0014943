package org.rattache.plugin.core.internal;

import com.fasterxml.jackson.databind.type.TypeFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Empties Jackson's cache of types when a bundle has lost its classes: the cache keeps them, and
 * with them everything of a plug-in that is gone, until two hundred others have come. What is still
 * used is cached again by its next use.
 */
@Component(
        service = {},
        immediate = true)
public final class ForgottenClasses implements BundleListener {

    private final BundleContext context;

    @Activate
    public ForgottenClasses(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED
                || event.getType() == BundleEvent.UNRESOLVED) {
            TypeFactory.defaultInstance().clearCache();
        }
    }
}
