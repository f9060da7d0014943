package org.rattache.document.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open content (or the part that was asked for), whose SHA-256 has been checked and whose
 * reading stands in the trail already. Must be closed. Used by one thread.
 */
@ProviderType
public interface DocumentContent extends Closeable {

    /** How many bytes {@link #stream} gives. */
    long length();

    /** The bytes, once. */
    InputStream stream() throws IOException;
}
