/**
 * What a plug-in implements to suggest companies of the same group, or to decide when a link is
 * proposed. It depends on the JDK and OSGi annotations alone.
 *
 * <p>A plug-in suggests; it never links. The host checks every answer, limits its time, and keeps
 * its failures from everybody else.
 *
 * <p>How this package grows: interfaces that the host implements (provider types) get new methods
 * in minor versions; records get new components together with their former constructor. What a
 * plug-in implements (consumer types) changes only in a major version. Plug-ins therefore import
 * {@code [1.0,2)}.
 */
@Export
@Version("1.0.0")
package org.rattache.linking.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
