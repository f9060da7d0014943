/**
 * What a plug-in for documents implements: where contents are kept, who suggests how a document is
 * filed, and who draws previews. It depends on the JDK alone.
 */
@Export
@Version("1.0.0")
package org.rattache.document.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
