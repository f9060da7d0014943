/** Legal spaces, partner requests, and who may read what. */
@Export
@Version("1.0.0")
package org.rattache.partner.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
