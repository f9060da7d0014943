package org.rattache.document.api;

/** The section of a document, as lists show it. */
public record SectionName(String id, String name) {}
