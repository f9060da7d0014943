/** The actions that wait for an operator. */
@Export
@Version("1.0.0")
package org.rattache.dashboard.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
