package org.rattache.itests.arrows;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** docs/rules.md and the tests hold together. */
public class RulesTest {

    private static final List<String> RULES =
            List.of(
                    "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "P1",
                    "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13",
                    "S1", "S2", "S2b", "S2c", "S2d", "S2e", "S3", "S4", "S5");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

    @Test
    public void every_rule_has_a_row_with_a_test_or_a_known_gap() throws IOException {
        String page = page();
        for (String rule : RULES) {
            List<String> rows =
                    page.lines().filter(line -> line.startsWith("| " + rule + " |")).toList();
            assertEquals(rule, 1, rows.size());
            assertTrue(
                    rule,
                    TEST.matcher(rows.get(0)).find() || rows.get(0).contains("known-gaps.md"));
        }
    }

    @Test
    public void every_test_that_is_named_exists() throws IOException {
        Map<String, String> tests = Sources.tests();
        Set<String> missing = new TreeSet<>();
        Matcher named = TEST.matcher(page());
        while (named.find()) {
            Pattern method = Pattern.compile("@Test[^;{]*\\bvoid " + named.group(2) + "\\(");
            if (!method.matcher(tests.getOrDefault(named.group(1), "")).find()) {
                missing.add(named.group(1) + "#" + named.group(2));
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    public void every_test_of_the_seed_rules_is_named() throws IOException {
        String page = page();
        Map<String, String> tests = Sources.tests();
        Set<String> unnamed = new TreeSet<>();
        for (String name : List.of("SeedRulesIT", "SafetyRulesIT")) {
            Matcher test =
                    Pattern.compile("@Test\\s+public void (\\w+)\\(").matcher(tests.get(name));
            while (test.find()) {
                if (!page.contains("`" + name + "#" + test.group(1) + "`")) {
                    unnamed.add(name + "#" + test.group(1));
                }
            }
        }
        assertEquals(Set.of(), unnamed);
    }

    private static String page() throws IOException {
        return Sources.page("docs/rules.md");
    }
}
