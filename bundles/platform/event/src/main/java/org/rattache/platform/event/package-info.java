/**
 * How modules tell each other what happened. See {@link org.rattache.platform.event.EventHandler}.
 */
@Export
@Version("1.0.0")
package org.rattache.platform.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
