package org.rattache.panel.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.rattache.panel.api.Panel;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.panel.api.Point;
import org.rattache.panel.api.ShownPanel;
import org.rattache.platform.api.DomainException;

public class FaultLogTest {

    private static final Map<String, String> TITLE = Map.of("fr", "Domaines", "en", "Domains");

    private static List<ShownPanel> shown() {
        Panel card = new Panel("card", Point.DASHBOARD_CARD, "/ext/x/1/card.js", 0, TITLE, false);
        PanelPlugIn plugIn =
                new PanelPlugIn(
                        "com.example", "1.0.0", TITLE, List.of(card), Map.of(), Optional.empty());
        return List.of(new ShownPanel(plugIn, card, Map.of()));
    }

    private static FaultRequest fault(String panel) {
        return new FaultRequest(panel, "TypeError:\nnothing there");
    }

    @Test
    public void a_fault_is_written_when_the_panel_is_shown_to_who_tells_of_it() {
        FaultLog log = new FaultLog(Clock.systemUTC());
        assertTrue(log.add(shown(), fault("com.example/card")));
        assertFalse(log.add(shown(), fault("com.example/other")));
        assertFalse(log.add(List.of(), fault("com.example/card")));
    }

    @Test
    public void a_flood_is_a_few_lines_a_minute() {
        Instant[] now = {Instant.parse("2026-03-01T08:00:00Z")};
        Clock clock =
                new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now[0];
                    }
                };
        FaultLog log = new FaultLog(clock);
        int written = 0;
        for (int i = 0; i < 1000; i++) {
            written += log.add(shown(), fault("com.example/card")) ? 1 : 0;
        }
        assertEquals(FaultLog.MOST_A_MINUTE, written);
        now[0] = now[0].plus(Duration.ofMinutes(1));
        assertTrue(log.add(shown(), fault("com.example/card")));
    }

    @Test
    public void a_report_has_a_panel_and_a_short_text() {
        fault("com.example/card").check();
        assertThrows(DomainException.class, () -> new FaultRequest(null, "x").check());
        assertThrows(DomainException.class, () -> new FaultRequest("x", "x".repeat(501)).check());
    }
}
