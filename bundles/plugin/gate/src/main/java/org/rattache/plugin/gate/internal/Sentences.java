package org.rattache.plugin.gate.internal;

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
}
