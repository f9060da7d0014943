package org.rattache.identity.api;

/**
 * A user, as other modules see one.
 *
 * @param email the log-in address: mail may go there
 * @param language {@code fr} or {@code en}
 */
public record Person(String id, String name, String email, String language) {}
