package org.rattache.notification.core.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A message before it is stored.
 *
 * @param firm the firm, or {@link Messages#NO_FIRM}
 * @param recipient an address for contacts, the user's id for people, the URL is looked up for
 *     webhooks
 * @param data ids and counts that are needed to compose it; no address, no token
 */
record Draft(
        String firm,
        String channel,
        String template,
        Audience audience,
        String recipient,
        Optional<String> clientFile,
        Optional<String> webhook,
        String event,
        Map<String, String> data,
        Duration triedFor) {}
