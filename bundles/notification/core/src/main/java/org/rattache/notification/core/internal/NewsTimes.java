package org.rattache.notification.core.internal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.rattache.notification.api.Rhythm;

/**
 * When collected news are sent: every day at the same hour, weekly ones on Mondays.
 *
 * @param zone where it is that hour; a change to or from summer time moves nothing
 */
record NewsTimes(LocalTime at, ZoneId zone) {

    /** The next time, never the present moment unless news come at once. */
    Instant next(Rhythm rhythm, Instant now) {
        if (rhythm == Rhythm.AT_ONCE) {
            return now;
        }
        ZonedDateTime next = now.atZone(zone).with(at);
        if (!next.toInstant().isAfter(now)) {
            next = next.plusDays(1).with(at);
        }
        if (rhythm == Rhythm.WEEKLY) {
            next = next.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        }
        return next.toInstant();
    }
}
