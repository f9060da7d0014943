/** What brings one message to one recipient. */
@Export
@Version("1.0.0")
package org.rattache.notification.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
