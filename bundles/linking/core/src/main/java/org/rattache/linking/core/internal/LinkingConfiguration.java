package org.rattache.linking.core.internal;

/** What an administrator can set, in {@code etc/org.rattache.linking.cfg}. */
public @interface LinkingConfiguration {

    /** Where it stands. */
    String PID = "org.rattache.linking";

    /** How long one call to a plug-in may take, in milliseconds. */
    long time_limit_millis() default 500;

    /** An e-mail in the files of more companies than this is warned about, not proposed. */
    int shared_address_limit() default 10;
}
