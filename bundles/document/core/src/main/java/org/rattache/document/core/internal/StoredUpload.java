package org.rattache.document.core.internal;

import java.time.Instant;
import org.rattache.document.api.Upload;

/** A content in the store that no document refers to yet. */
record StoredUpload(String contentId, long size, String sha256, Instant storedAt)
        implements Upload {}
