package org.rattache.shell.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.SuggestionAnswer.Asked;
import org.rattache.linking.api.SuggestionAnswer.Outcome;
import org.rattache.linking.api.SuggestionAnswer.Reason;
import org.rattache.linking.api.SuggestionAnswer.Suggestion;
import org.rattache.linking.api.SuggestionAnswer.Tier;
import org.rattache.linking.api.Suggestions;
import org.rattache.linking.api.Warning;

public final class StrategyExplainCommandTest {

    private static final String GROUPS = "com.example.groups";

    private static final Asked FAILED =
            new Asked(
                    GROUPS,
                    "com.example",
                    "2.0.0",
                    false,
                    Outcome.FAILED,
                    3,
                    0,
                    Optional.of("It threw."),
                    Optional.empty());

    private static final Asked ANSWERED =
            new Asked(
                    GROUPS,
                    "org.example",
                    "1.0.0",
                    true,
                    Outcome.ANSWERED,
                    7,
                    2,
                    Optional.empty(),
                    Optional.of("weights changed by this firm's decisions: email -0.7"));

    private static Party party(String id, String name) {
        return new Party(id, name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String explain(
            List<Suggestion> suggestions, List<Asked> asked, boolean complete, Warning warning)
            throws Exception {
        SuggestionAnswer answer =
                new SuggestionAnswer(
                        party("d", "DEMOLITOR"),
                        false,
                        suggestions,
                        asked,
                        complete,
                        List.of(),
                        Optional.empty(),
                        Optional.ofNullable(warning));
        Suggestions service =
                (firm, clientFile) -> {
                    assertEquals("batie", firm);
                    assertEquals("d", clientFile);
                    return answer;
                };
        StrategyExplainCommand command = new StrategyExplainCommand();
        Typed.with(command, "suggestions", service);
        Typed.with(command, "firm", "batie");
        Typed.with(command, "clientFile", "d");
        return Typed.run(command);
    }

    @Test
    public void it_tells_who_was_asked_what_they_note_and_every_candidate() throws Exception {
        Suggestion suggestion =
                new Suggestion(
                        party("c", "CONSTRUCTOR"),
                        true,
                        0.9,
                        Tier.STRONG,
                        List.of(
                                new Reason("email", "direction@batie.example", GROUPS),
                                new Reason("name", "batie", GROUPS)),
                        GROUPS);

        String said = explain(List.of(suggestion), List.of(FAILED, ANSWERED), true, null);

        assertEquals(
                List.of(
                        "DEMOLITOR (d)",
                        "  com.example.groups (com.example 2.0.0): failed in 3 ms: It threw.",
                        "  com.example.groups (org.example 1.0.0, standing by):"
                                + " answered in 7 ms, 2 unusable",
                        "    weights changed by this firm's decisions: email -0.7",
                        "1 candidate(s) in N ms",
                        "  0.900 strong   CONSTRUCTOR (c), by com.example.groups:"
                                + " email \"direction@batie.example\", name \"batie\""),
                said.replaceAll("(candidate\\(s\\) in) \\d+ ms", "$1 N ms").lines().toList());
    }

    @Test
    public void a_failure_never_reads_as_no_candidate() throws Exception {
        String said = explain(List.of(), List.of(FAILED), false, null);

        assertTrue(said, said.contains("0 candidate(s)"));
        assertTrue(said, said.endsWith("NOT COMPLETE: a strategy has not answered"));
    }

    @Test
    public void an_e_mail_of_many_unrelated_companies_is_told() throws Exception {
        String said =
                explain(List.of(), List.of(), true, new Warning("contact@accountant.example", 28));

        assertTrue(said, said.contains("stands in 28 files of unrelated companies"));
    }
}
