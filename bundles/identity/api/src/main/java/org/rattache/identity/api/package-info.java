/** Who somebody is and what he belongs to: users, firms, memberships, one-time links. */
@Export
@Version("1.0.0")
package org.rattache.identity.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
