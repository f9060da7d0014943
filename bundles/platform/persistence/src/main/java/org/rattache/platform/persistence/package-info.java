/** How a module reads and writes its tables: always inside one of these transactions. */
@Export
@Version("1.0.0")
package org.rattache.platform.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
