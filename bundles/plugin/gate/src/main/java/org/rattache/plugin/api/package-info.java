/**
 * Which plug-ins there are, why one is held, and what to do about it; approving, revoking, trusting
 * a key.
 *
 * <p>Exported by the gate itself and never imported by it: it depends on the framework alone.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.rattache.plugin.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
