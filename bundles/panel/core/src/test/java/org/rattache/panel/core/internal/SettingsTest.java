package org.rattache.panel.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.rattache.platform.api.DomainException;

public class SettingsTest {

    private final Settings settings =
            Settings.of(
                    Map.of(
                            "type",
                            "object",
                            "required",
                            List.of("most"),
                            "properties",
                            Map.of(
                                    "most",
                                    Map.of(
                                            "type", "integer", "title", "Most", "minimum", 1,
                                            "maximum", 50, "default", 20),
                                    "word",
                                    Map.of("type", "string", "title", "Word", "maxLength", 5),
                                    "tone",
                                    Map.of(
                                            "type",
                                            "string",
                                            "title",
                                            "Tone",
                                            "enum",
                                            List.of("calm", "loud")),
                                    "on",
                                    Map.of("type", "boolean", "title", "On"))));

    private List<String> refused(Map<String, Object> set) {
        return assertThrows(DomainException.class, () -> settings.check(set)).errors().stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    @Test
    public void values_as_the_schema_says_are_taken() {
        settings.check(Map.of("most", 50, "word", "abcde", "tone", "calm", "on", true));
        settings.check(Map.of("most", 1));
    }

    @Test
    public void other_values_are_refused_by_name() {
        assertEquals(List.of("/settings/most range"), refused(Map.of("most", 51)));
        assertEquals(List.of("/settings/most wrong-type"), refused(Map.of("most", "20")));
        assertEquals(List.of("/settings/most wrong-type"), refused(Map.of("most", 1.5)));
        assertEquals(List.of("/settings/most required"), refused(Map.of()));
        assertEquals(
                List.of("/settings/word too-long"), refused(Map.of("most", 1, "word", "abcdef")));
        assertEquals(
                List.of("/settings/tone unknown"), refused(Map.of("most", 1, "tone", "shrill")));
        assertEquals(List.of("/settings unknown-field"), refused(Map.of("most", 1, "x", 1)));
        Map<String, Object> withNull = new HashMap<>(Map.of("most", 1));
        withNull.put("on", null);
        assertEquals(List.of("/settings/on wrong-type"), refused(withNull));
    }

    @Test
    public void what_is_not_set_or_no_longer_fits_has_its_default() {
        assertEquals(Map.of("most", 20), settings.effective(Map.of()));
        assertEquals(
                Map.of("most", 20, "on", false),
                settings.effective(Map.of("most", 5000, "on", false, "gone", "x")));
    }
}
