package org.rattache.document.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;

/** Marks a document as read or unread. */
public record ReadMarkRequest(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) Boolean read) {}
