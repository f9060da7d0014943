package org.rattache.document.api;

import org.rattache.platform.api.Actor;

/**
 * A document as its firm sees it.
 *
 * @param sentBy who sent it: an operator or a token of the firm; for one that came in, a user of
 *     the client
 * @param opened whether the client's side has opened it: then it can no longer be recalled unseen
 */
public record SentDocument(Document document, Actor sentBy, boolean opened) {}
