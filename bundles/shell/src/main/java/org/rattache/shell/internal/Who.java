package org.rattache.shell.internal;

import org.apache.karaf.shell.api.console.Session;

/** Who types, for the journal. */
final class Who {

    private Who() {}

    static String of(Session session) {
        return "shell:" + (session.get("USER") instanceof String user ? user : "unknown");
    }
}
