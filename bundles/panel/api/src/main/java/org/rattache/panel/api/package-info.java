/** Panels that plug-ins bring for the web applications, and the switches of firms. */
@Export
@Version("1.0.0")
package org.rattache.panel.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
