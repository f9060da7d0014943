package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.Test;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.strategies.internal.LabelledFiles.Half;

/**
 * The strategy against rules that anybody would write in an hour, on every labelled set. Whoever
 * changes a rule or a weight sees here whether it got worse: the test fails when such a rule has
 * the higher F1 on any set, or when a set falls below its floor. Prints one table.
 */
public class QualityGateTest {

    /** Made-up files whose seed the weights have seen, and others whose seed they have not. */
    private static final long SEED_SEEN = 1;

    private static final long SEED_UNSEEN = 20_261_124;

    private static final int FILES = 10_000;

    /** What a set must reach, a little below what was measured. */
    private record Floor(LabelledFiles set, double f1, double precision) {}

    private static List<Floor> sets() {
        return List.of(
                new Floor(named(LabelledFiles.hatvp(), Half.TUNING), 0.84, 0.96),
                new Floor(named(LabelledFiles.ror(), Half.TUNING), 0.78, 0.92),
                new Floor(named(LabelledFiles.chicago(), Half.TUNING), 0.97, 0.97),
                new Floor(named(LabelledFiles.hatvp(), Half.CHECKING), 0.79, 0.87),
                new Floor(named(LabelledFiles.ror(), Half.CHECKING), 0.64, 0.83),
                new Floor(named(LabelledFiles.chicago(), Half.CHECKING), 0.93, 0.97),
                new Floor(SyntheticFiles.generate(SEED_SEEN, FILES), 0.87, 0.98),
                new Floor(SyntheticFiles.generate(SEED_UNSEEN, FILES), 0.94, 0.98));
    }

    private static LabelledFiles named(LabelledFiles set, Half half) {
        return new LabelledFiles(
                set.name() + " " + half.name().toLowerCase(Locale.ROOT), set.half(half).files());
    }

    /** What the strategy suggests for the files of a set, as the host would ask it. */
    static Quality ofStrategy(LabelledFiles set, GroupStrategy strategy) {
        Firm firm = new Firm(set.name());
        set.files().forEach(file -> firm.put(file.file()));
        firm.askWhenReady(strategy, set.files().get(0).file().id());
        return Quality.of(
                set, Integer.MAX_VALUE, file -> firm.ask(strategy, file.id()).suggestions());
    }

    @Test
    public void no_trivial_rule_is_better_on_any_set() {
        StringBuilder table = new StringBuilder("\n" + Quality.header() + "\n");
        List<String> failures = new ArrayList<>();
        for (Floor floor : sets()) {
            LabelledFiles set = floor.set;
            GroupStrategy strategy = new GroupStrategy(1, 200_000_000);
            Quality ours;
            try {
                ours = ofStrategy(set, strategy);
            } finally {
                strategy.stop();
            }
            table.append(ours.row(set.name())).append('\n').append(ours.kinds());
            for (TrivialRules rule : TrivialRules.values()) {
                Function<Candidate, List<GroupSuggestion>> asked = rule.over(set);
                Quality theirs = Quality.of(set, Integer.MAX_VALUE, asked);
                table.append(theirs.row("    rule: " + rule.text())).append('\n');
                if (theirs.f1() >= ours.f1()) {
                    failures.add(set.name() + ": " + rule.text() + " is better");
                }
            }
            if (ours.f1() < floor.f1 || ours.precision() < floor.precision) {
                failures.add(set.name() + ": " + ours.row("below its floor"));
            }
        }
        System.out.println(table);
        assertEquals(table.toString(), List.of(), failures);
    }
}
