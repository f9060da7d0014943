/** The webhooks of a firm, and the log of what was sent. */
@Export
@Version("1.0.0")
package org.rattache.notification.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
