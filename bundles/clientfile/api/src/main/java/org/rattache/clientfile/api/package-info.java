/** What a firm knows of its client companies. */
@Export
@Version("1.0.0")
package org.rattache.clientfile.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
