/** How a browser is known: the session cookie, and how a request came in. */
@Export
@Version("1.0.0")
package org.rattache.identity.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
