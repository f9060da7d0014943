package org.rattache.plugin.gate.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rattache.plugin.api.Fact;

/** Keeps the journal's tale of what is trusted true to the folder {@code etc/trust}. */
final class TrustRecord {

    private final TrustFolder folder;
    private final Journal journal;

    TrustRecord(TrustFolder folder, Journal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** Tells the journal what was approved, revoked and trusted since it was last told. */
    void bringUpToDate() throws IOException {
        Map<String, Fact> last = new LinkedHashMap<>();
        for (Fact fact : journal.after(0, Integer.MAX_VALUE)) {
            switch (fact.kind()) {
                case APPROVED, REVOKED -> last.put(fact.data().get("sha256"), fact);
                case KEY_TRUSTED, KEY_REVOKED -> last.put(fact.data().get("key"), fact);
                default -> {
                    // is not about trust
                }
            }
        }
        Trust trust = folder.trust();
        Set<String> approved = told(last, Fact.Kind.APPROVED);
        Set<String> revoked = told(last, Fact.Kind.REVOKED);
        for (Map.Entry<String, String> entry : trust.approved().entrySet()) {
            if (!approved.contains(entry.getKey())
                    && !trust.revoked().containsKey(entry.getKey())) {
                tellTrust(Fact.Kind.APPROVED, entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, String> entry : trust.revoked().entrySet()) {
            if (!revoked.contains(entry.getKey())) {
                tellTrust(Fact.Kind.REVOKED, entry.getKey(), entry.getValue());
            }
        }
        for (String sha256 : approved) {
            if (!trust.approved().containsKey(sha256) && !trust.revoked().containsKey(sha256)) {
                tellTrust(Fact.Kind.REVOKED, sha256, "");
            }
        }
        Set<String> keys = told(last, Fact.Kind.KEY_TRUSTED);
        for (Map.Entry<String, String> key : trust.keys().entrySet()) {
            if (!keys.contains(key.getKey())) {
                journal.append(
                        Fact.Kind.KEY_TRUSTED,
                        Map.of("name", key.getValue() + TrustFolder.KEY, "key", key.getKey()));
            }
        }
        for (String key : keys) {
            if (!trust.keys().containsKey(key)) {
                journal.append(
                        Fact.Kind.KEY_REVOKED,
                        Map.of("name", last.get(key).data().get("name"), "key", key));
            }
        }
    }

    private static Set<String> told(Map<String, Fact> last, Fact.Kind kind) {
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void tellTrust(Fact.Kind kind, String sha256, String by) throws IOException {
        journal.append(
                kind, Map.of("sha256", sha256, "by", by.isEmpty() ? "a change of etc/trust" : by));
    }
}
