/** Clients to link, group suggestions, links, strategies. */
@Export
@Version("1.0.0")
package org.rattache.linking.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
