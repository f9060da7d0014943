package org.rattache.document.api;

import java.util.Optional;

/**
 * The outcome of sending.
 *
 * @param duplicateOf an earlier document of the same client file with the same content, if any: it
 *     was sent all the same
 */
public record Sent<T>(T document, Optional<String> duplicateOf) {}
