package org.rattache.notification.api;

import java.util.Locale;

/** How often somebody wants to hear of news. */
public enum Rhythm {
    /** A mail for every batch of documents. */
    AT_ONCE,
    /** One mail a day, when there is something to tell. */
    DAILY,
    /** One mail a week, when there is something to tell. */
    WEEKLY;

    /** As it is written: {@code at-once}, {@code daily}, {@code weekly}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
