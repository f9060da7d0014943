/** Reading the tamper-evident trail, and checking that it is whole. */
@Export
@Version("1.0.0")
package org.rattache.audit.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
