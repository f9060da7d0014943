package org.rattache.plugin.gate.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rattache.plugin.api.Verdict;

/** What is said in the log, the shell and over REST alike. */
final class Sentences {

    static final String UNTRUSTED = "it is neither approved nor signed by a trusted key";
    static final String REVOKED = "it was revoked";

    static final String DEVELOPMENT =
            "DEVELOPMENT MODE: every plug-in is approved by itself. Never on a server that others use.";

    private Sentences() {}

    /** What an administrator can do about something that is not trusted. */
    static String howToTrust(String sha256, Trust trust) {
        if (trust.revoked().containsKey(sha256)) {
            return "To let it run after all: rattache:plugin-approve " + sha256 + " in the shell";
        }
        return "To let it run: rattache:plugin-approve "
                + sha256
                + " in the shell, or the line \""
                + sha256
                + "\" in etc/trust/"
                + TrustFolder.APPROVED;
    }

    /** What the journal is told of a jar. */
    static Map<String, String> data(String name, Verdict verdict) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", name);
        data.put("sha256", verdict.sha256());
        verdict.symbolicName().ifPresent(value -> data.put("symbolicName", value));
        verdict.version().ifPresent(value -> data.put("version", value));
        return data;
    }
}
