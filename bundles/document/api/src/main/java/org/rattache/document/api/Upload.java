package org.rattache.document.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A content that is stored and belongs to no document yet. Good for one document, for half an hour;
 * made by {@link Uploads} alone.
 */
@ProviderType
public interface Upload {

    /** In bytes. */
    long size();

    /** 64 lower-case hexadecimal digits. */
    String sha256();
}
