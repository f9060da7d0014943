/** Documents, sections and keywords. */
@Export
@Version("1.0.0")
package org.rattache.document.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
