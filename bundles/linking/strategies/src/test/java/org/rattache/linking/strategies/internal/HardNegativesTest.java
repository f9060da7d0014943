package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.rattache.linking.spi.GroupSuggestion;

/** Companies that look alike and are strangers: a wrong suggestion shows documents to another. */
public class HardNegativesTest {

    private static final List<String[]> ROWS =
            Csv.rows(new String(Resources.bytes("hard-negatives.csv"), StandardCharsets.UTF_8));

    private static List<String> meant(Firm firm, GroupStrategy strategy, String file) {
        List<String> wrong = new ArrayList<>();
        for (GroupSuggestion suggestion : firm.askWhenReady(strategy, file).suggestions()) {
            if (suggestion.score() >= Search.THRESHOLD) {
                wrong.add(
                        firm.file(file).name()
                                + " + "
                                + firm.file(suggestion.clientFile()).name()
                                + " "
                                + suggestion);
            }
        }
        return wrong;
    }

    private static void put(Firm firm, int line) {
        String[] row = ROWS.get(line);
        firm.put(LabelledFiles.file("a" + line, row[0], "", row[1], row[2], row[3]));
        firm.put(LabelledFiles.file("b" + line, row[4], "", row[5], row[6], row[7]));
    }

    /** How many pairs of strangers there are. */
    static int pairs() {
        return ROWS.size() - 1;
    }

    /** What is suggested all the same, with two files in a firm. */
    static List<String> wrongInFirmsOfTheirOwn(GroupStrategy strategy) {
        List<String> wrong = new ArrayList<>();
        for (int line = 1; line < ROWS.size(); line++) {
            Firm firm = new Firm("firm " + line);
            put(firm, line);
            wrong.addAll(meant(firm, strategy, "a" + line));
        }
        return wrong;
    }

    /** What is suggested all the same, with all of them in one firm. */
    static List<String> wrongInOneFirm(GroupStrategy strategy) {
        Firm firm = new Firm("firm");
        for (int line = 1; line < ROWS.size(); line++) {
            put(firm, line);
        }
        List<String> wrong = new ArrayList<>();
        for (int line = 1; line < ROWS.size(); line++) {
            wrong.addAll(meant(firm, strategy, "a" + line));
            wrong.addAll(meant(firm, strategy, "b" + line));
        }
        return wrong;
    }

    @Test
    public void none_of_them_is_suggested_in_a_firm_of_its_own() {
        assertTrue(pairs() >= 100);
        GroupStrategy strategy = new GroupStrategy(200, 100_000_000);
        try {
            assertEquals(List.of(), wrongInFirmsOfTheirOwn(strategy));
        } finally {
            strategy.stop();
        }
    }

    @Test
    public void none_of_them_is_suggested_among_all_the_others() {
        GroupStrategy strategy = new GroupStrategy(2, 100_000_000);
        try {
            assertEquals(List.of(), wrongInOneFirm(strategy));
        } finally {
            strategy.stop();
        }
    }
}
