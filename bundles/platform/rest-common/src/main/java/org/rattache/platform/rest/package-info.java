/** What every REST application shares: JSON, problem details, ETags, pages, idempotency keys. */
@Export
@Version("1.0.0")
package org.rattache.platform.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
