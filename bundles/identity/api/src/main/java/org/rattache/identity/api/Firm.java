package org.rattache.identity.api;

import java.util.Optional;

/** A firm: the tenant of the gateway. */
public record Firm(String id, String name, Optional<String> siret) {}
