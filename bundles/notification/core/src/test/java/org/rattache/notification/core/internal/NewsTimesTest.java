package org.rattache.notification.core.internal;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.Test;
import org.rattache.notification.api.Rhythm;

public class NewsTimesTest {

    private final NewsTimes times = new NewsTimes(LocalTime.of(7, 0), ZoneId.of("Europe/Paris"));

    private void next(Rhythm rhythm, String now, String expected) {
        assertEquals(Instant.parse(expected), times.next(rhythm, Instant.parse(now)));
    }

    @Test
    public void at_once_is_now() {
        next(Rhythm.AT_ONCE, "2026-03-04T12:00:00Z", "2026-03-04T12:00:00Z");
    }

    @Test
    public void daily_is_the_next_morning_never_this_moment() {
        next(Rhythm.DAILY, "2026-03-04T05:59:00Z", "2026-03-04T06:00:00Z");
        next(Rhythm.DAILY, "2026-03-04T06:00:00Z", "2026-03-05T06:00:00Z");
    }

    @Test
    public void weekly_is_the_next_monday_morning() {
        next(Rhythm.WEEKLY, "2026-03-04T12:00:00Z", "2026-03-09T06:00:00Z");
        next(Rhythm.WEEKLY, "2026-03-09T05:00:00Z", "2026-03-09T06:00:00Z");
        next(Rhythm.WEEKLY, "2026-03-09T06:00:00Z", "2026-03-16T06:00:00Z");
    }

    @Test
    public void seven_in_the_morning_is_seven_in_summer_too() {
        next(Rhythm.DAILY, "2026-03-28T12:00:00Z", "2026-03-29T05:00:00Z");
    }
}
