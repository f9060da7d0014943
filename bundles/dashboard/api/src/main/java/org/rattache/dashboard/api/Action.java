package org.rattache.dashboard.api;

/**
 * Something that waits for an operator. Immutable; nothing may be null. Nothing is checked here:
 * one action that breaks a rule below costs its source the whole answer.
 *
 * @param kind stable name, such as {@code clients-to-link}: 1 to 64 lower-case letters, digits and
 *     hyphens, no hyphen first
 * @param count how many wait, 0 or more; built-in sources count no further than 10,000
 * @param href where they are listed: {@code /api/} and 1 to 500 characters of ASCII without blanks
 * @since 1.0
 */
public record Action(String kind, long count, String href) {}
