/** The few types that every module speaks: errors, pages, who acts. It depends on the JDK alone. */
@Export
@Version("1.0.0")
package org.rattache.platform.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
