package org.rattache.document.rest.internal;

import java.util.Optional;
import org.rattache.document.api.Upload;

/**
 * A file that came in and is stored.
 *
 * @param fileName what the sender's system called it, never trusted
 */
record Received(Upload upload, Optional<String> fileName, Optional<String> mediaType) {}
