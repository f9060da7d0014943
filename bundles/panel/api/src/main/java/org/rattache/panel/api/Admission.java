package org.rattache.panel.api;

/**
 * Whether a plug-in's panels are shown to anybody at all.
 *
 * @param enabled true until the server's administrator decides otherwise
 * @param version for If-Match; 0 while nothing was decided
 */
public record Admission(boolean enabled, long version) {}
