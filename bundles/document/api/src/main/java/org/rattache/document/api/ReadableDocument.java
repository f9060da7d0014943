package org.rattache.document.api;

/**
 * A document as a space sees it that may read it now.
 *
 * @param account the account under which it stands
 * @param read whether this space has opened it or marked it as read
 */
public record ReadableDocument(Document document, String account, boolean read) {}
