package org.rattache.dashboard.api;

/**
 * Something that waits for an operator.
 *
 * @param kind stable name, such as {@code clients-to-link}
 * @param count how many wait; at most 10,000 is counted
 * @param href where they are listed, a path under {@code /api}
 * @since 1.0
 */
public record Action(String kind, long count, String href) {}
