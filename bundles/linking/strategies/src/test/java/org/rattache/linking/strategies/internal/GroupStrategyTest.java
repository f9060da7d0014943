package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;

/** The strategy as the host sees it, over firms in memory. */
public class GroupStrategyTest {

    private static final int ENOUGH_MEMORY = 100_000_000;

    private final GroupStrategy strategy = new GroupStrategy(10, ENOUGH_MEMORY);

    @After
    public void stop() {
        strategy.stop();
    }

    private static Candidate file(String id, String name, String siren, String email) {
        return LabelledFiles.file(id, name, siren, email, "", "");
    }

    private static GroupSuggestion only(Firm.Answer answer) {
        assertEquals(answer.toString(), 1, answer.suggestions().size());
        return answer.suggestions().get(0);
    }

    // --- tiers and reasons
    // ------------------------------------------------------------------------

    @Test
    public void the_same_siren_is_certain_however_it_is_written() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "VALORIXA", "732 829 320", ""))
                        .put(file("b", "AUTRE NOM", "73282932000074", ""));

        GroupSuggestion suggestion = only(firm.askWhenReady(strategy, "a"));

        assertEquals("b", suggestion.clientFile());
        assertEquals(Tier.CERTAIN, suggestion.tier());
        assertEquals(List.of(new Reason("siren", "732829320")), suggestion.reasons());
    }

    @Test
    public void a_number_with_a_wrong_digit_is_no_reason() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "VALORIXA", "732829321", ""))
                        .put(file("b", "AUTRE NOM", "732829321", ""));

        assertEquals(List.of(), firm.askWhenReady(strategy, "a").suggestions());
    }

    @Test
    public void the_same_email_is_strong_and_says_so() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "BOULANGERIE DU PARC", "", "gerant.1234@gmail.com"))
                        .put(file("b", "TAXIS DUVAL", "", "Gerant.1234@GMAIL.com"));

        GroupSuggestion suggestion = only(firm.askWhenReady(strategy, "a"));

        assertEquals(Tier.STRONG, suggestion.tier());
        assertEquals(List.of(new Reason("email", "gerant.1234@gmail.com")), suggestion.reasons());
    }

    @Test
    public void another_address_and_phone_are_no_reason_against_the_same_email() {
        Firm firm = new Firm("f");
        firm.put(
                LabelledFiles.file(
                        "a", "TAXIS DUVAL", "", "g.12@gmail.com", "0140000001", "1 rue du Lac"));
        firm.put(
                LabelledFiles.file(
                        "b", "OPTIQUE NORD", "", "g.12@gmail.com", "0240000002", "9 rue Foch"));

        assertEquals(List.of("b"), firm.askWhenReady(strategy, "a").meant());
    }

    @Test
    public void two_independent_signals_are_strong() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "VALORIXA TRANSPORTS", "", "a@valorixa-services.fr"))
                        .put(file("b", "VALORIXA CONSEIL", "", "b@valorixa-services.fr"));

        GroupSuggestion suggestion = only(firm.askWhenReady(strategy, "a"));

        assertEquals(Tier.STRONG, suggestion.tier());
        assertTrue(suggestion.reasons().contains(new Reason("domain", "valorixa-services.fr")));
        assertTrue(suggestion.reasons().contains(new Reason("name", "valorixa")));
    }

    @Test
    public void one_domain_in_many_unrelated_files_is_possible_at_most() {
        Firm firm = new Firm("f");
        for (int i = 0; i < 90; i++) {
            firm.put(
                    file(
                            "c" + i,
                            "SURNAM" + (char) ('A' + i % 26) + i + " TAXIS",
                            "",
                            "c" + i + "@cabinet.example.fr"));
        }

        Firm.Answer answer = firm.askWhenReady(strategy, "c1");

        assertEquals(List.of(), answer.meant());
        answer.suggestions().forEach(suggestion -> assertEquals(Tier.POSSIBLE, suggestion.tier()));
    }

    @Test
    public void what_stands_behind_a_first_name_in_an_e_mail_is_no_brand() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "KORVALEX TAXIS", "", ""))
                        .put(file("b", "KORVALEX COIFFURE", "", ""));
        assertEquals(List.of("b"), firm.askWhenReady(strategy, "a").meant());

        firm.put(file("c", "GARAGE DU PARC", "", "sophie.korvalex12@gmail.com"));

        assertEquals(List.of(), firm.ask(strategy, "a").meant());

        firm.remove("c");

        assertEquals(List.of("b"), firm.ask(strategy, "a").meant());
    }

    @Test
    public void a_brand_of_independent_companies_is_a_chain() {
        Firm firm = new Firm("f").put(file("head", "KORVALEX", "", "contact@korvalex.fr"));
        for (int i = 0; i < 12; i++) {
            String email = i % 2 == 0 ? "shop" + i + "@gmail.com" : "shop" + i + "@korvalex.fr";
            firm.put(file("c" + i, "KORVALEX LYON " + i, "", email));
        }

        assertEquals(List.of(), firm.askWhenReady(strategy, "c0").meant());
        assertFalse(firm.ask(strategy, "c1").meant().contains("c0"));
    }

    @Test
    public void an_e_mail_of_an_office_is_not_a_persons() {
        Firm firm = new Firm("f");
        for (int i = 0; i < 200; i++) {
            String name = "SURNAM" + (char) ('A' + i % 26) + i + " TAXIS";
            String local = i < 5 ? "info" : "c" + i;
            firm.put(file("c" + i, name, "", local + "@cabinet-example.fr"));
        }

        assertEquals(List.of(), firm.askWhenReady(strategy, "c1").meant());
    }

    @Test
    public void s2e_a_key_of_very_many_files_is_told_and_not_counted() {
        Firm firm = new Firm("f");
        for (int i = 0; i < 300; i++) {
            firm.put(file("c" + i, "Client " + i, "", "contact@comptable.example.fr"));
        }

        Firm.Answer answer = firm.askWhenReady(strategy, "c1");

        assertEquals(List.of(), answer.suggestions());
        assertTrue(
                answer.toString(),
                answer.note().orElse("").contains("contact@comptable.example.fr"));
    }

    @Test
    public void suggestions_are_the_best_first_and_the_same_each_time() {
        Firm firm = new Firm("f");
        SyntheticFiles.generate(3, 2_000).files().forEach(file -> firm.put(file.file()));
        String chosen = SyntheticFiles.generate(3, 2_000).files().get(5).file().id();

        List<GroupSuggestion> once = firm.askWhenReady(strategy, chosen).suggestions();
        List<GroupSuggestion> again = firm.ask(strategy, chosen).suggestions();

        assertEquals(once, again);
        for (int i = 1; i < once.size(); i++) {
            assertTrue(once.get(i - 1).score() >= once.get(i).score());
        }
    }

    // --- index
    // ------------------------------------------------------------------------------------

    @Test
    public void a_change_is_found_by_the_next_look() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "TAXIS DUVAL", "", "one@gmail.com"))
                        .put(file("b", "GARAGE PETIT", "", "two@gmail.com"));
        assertEquals(List.of(), firm.askWhenReady(strategy, "a").suggestions());

        firm.put(file("b", "GARAGE PETIT", "", "one@gmail.com"));
        assertEquals("b", only(firm.ask(strategy, "a")).clientFile());

        firm.put(file("b", "GARAGE PETIT", "", "three@gmail.com"));
        assertEquals(List.of(), firm.ask(strategy, "a").suggestions());

        firm.put(file("c", "HOTEL DU PARC", "", "one@gmail.com"));
        assertEquals("c", only(firm.ask(strategy, "a")).clientFile());

        firm.remove("c");
        assertEquals(List.of(), firm.ask(strategy, "a").suggestions());
    }

    @Test
    public void when_the_host_was_replaced_the_index_goes_on_with_the_feed_of_the_new_one() {
        Candidate a = file("a", "TAXIS DUVAL", "", "one@gmail.com");
        Candidate b = file("b", "GARAGE PETIT", "", "two@gmail.com");
        Firm before = new Firm("f").put(a).put(b);
        assertEquals(List.of(), before.askWhenReady(strategy, "a").suggestions());
        before.beforePage(
                () -> {
                    throw new IllegalStateException("The host has gone.");
                });
        before.put(file("b", "GARAGE PETIT", "", "three@gmail.com"));
        assertThrows(IllegalStateException.class, () -> before.ask(strategy, "a"));

        Firm after =
                new Firm("f").put(a).put(b).put(file("c", "HOTEL DU PARC", "", "one@gmail.com"));

        assertEquals("c", only(after.ask(strategy, "a")).clientFile());
        assertEquals("Only what is new was read.", 1, after.pagesRead());
    }

    @Test
    public void until_the_index_is_there_the_database_answers_and_the_operator_is_told()
            throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Firm firm =
                new Firm("f")
                        .put(file("a", "VALORIXA TRANSPORTS", "", "one@gmail.com"))
                        .put(file("b", "GARAGE PETIT", "", "one@gmail.com"))
                        .put(file("c", "VALORIXA CONSEIL", "", ""));
        firm.beforePage(
                () -> {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        Firm.Answer answer = firm.ask(strategy, "a");

        assertEquals("index building, 0 %", answer.note().orElse(""));
        assertTrue(answer.toString(), answer.meant().contains("b"));
        assertTrue("only by keys, a few files at a time", firm.rowsFound() < 20);
        goOn.countDown();
        assertEquals(answer.meant(), firm.askWhenReady(strategy, "a").meant());
    }

    @Test
    public void with_two_of_three_pages_read_the_database_still_answers() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Firm firm = new Firm("f").put(file("a", "GARAGE PETIT", "", "one@gmail.com"));
        for (int i = 1; i < 3 * FileFeed.MAX_ROWS - 1; i++) {
            firm.put(file("x" + i, "GARAGE DU PARC", "", ""));
        }
        firm.put(file("z", "HOTEL DU PARC", "", "one@gmail.com"));
        firm.beforePage(
                () -> {
                    try {
                        if (firm.pagesRead() == 2) {
                            goOn.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });

        Firm.Answer answer = firm.ask(strategy, "a");
        while (!answer.note().orElseThrow().equals("index building, 66 %")) {
            answer = firm.ask(strategy, "a");
        }

        assertEquals("on a page that is not read yet", List.of("z"), answer.meant());
        goOn.countDown();
        Firm.Answer ready = firm.askWhenReady(strategy, "a");
        assertEquals(List.of("z"), ready.meant());
        assertTrue(ready.toString(), ready.note().isEmpty());
    }

    @Test
    public void a_firm_never_sees_the_files_of_another() {
        Firm one = new Firm("one").put(file("a", "TAXIS DUVAL", "732829320", "x@gmail.com"));
        Firm other = new Firm("other").put(file("b", "TAXIS DUVAL", "732829320", "x@gmail.com"));

        assertEquals(List.of(), one.askWhenReady(strategy, "a").suggestions());
        assertEquals(List.of(), other.askWhenReady(strategy, "b").suggestions());
        assertEquals(2, strategy.firms());
    }

    @Test
    public void the_index_of_the_firm_that_was_not_asked_for_longest_goes_first() {
        GroupStrategy small = new GroupStrategy(2, ENOUGH_MEMORY);
        try {
            List<Firm> firms = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                firms.add(
                        new Firm("f" + i).put(file("a", "X", "", "")).put(file("b", "Y", "", "")));
                firms.get(i).askWhenReady(small, "a");
                assertTrue(small.firms() <= 2);
            }
            long before = firms.get(4).pagesRead();
            firms.get(4).ask(small, "a");
            assertEquals("still there", before, firms.get(4).pagesRead());
            long first = firms.get(0).pagesRead();
            firms.get(0).askWhenReady(small, "a");
            assertNotEquals("read again", first, firms.get(0).pagesRead());
        } finally {
            small.stop();
        }
    }

    @Test
    public void a_firm_too_large_for_the_memory_is_answered_from_the_database() {
        GroupStrategy small = new GroupStrategy(2, 200_000);
        try {
            Firm firm = new Firm("f");
            SyntheticFiles.generate(4, 6_000).files().forEach(file -> firm.put(file.file()));
            firm.put(file("a", "TAXIS DUVAL", "", "one@gmail.com"));
            firm.put(file("b", "GARAGE PETIT", "", "one@gmail.com"));

            Firm.Answer answer = firm.askWhenReady(small, "a");

            assertTrue(answer.toString(), answer.note().orElse("").startsWith("too many files"));
            assertTrue(answer.toString(), answer.meant().contains("b"));
        } finally {
            small.stop();
        }
    }

    @Test
    public void many_ask_while_files_change_and_nothing_is_lost() throws Exception {
        Firm firm = new Firm("f");
        for (int i = 0; i < 500; i++) {
            firm.put(file("c" + i, "Client " + i, "", "c" + i + "@gmail.com"));
        }
        firm.put(file("a", "TAXIS DUVAL", "", "one@gmail.com"));
        firm.put(file("b", "GARAGE PETIT", "", "one@gmail.com"));
        firm.askWhenReady(strategy, "a");
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> askers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                askers.add(
                        threads.submit(
                                () -> {
                                    int asked = 0;
                                    while (!stop.get() || asked < 50) {
                                        assertEquals(List.of("b"), firm.ask(strategy, "a").meant());
                                        asked++;
                                    }
                                    return asked;
                                }));
            }
            for (int i = 0; i < 20_000; i++) {
                firm.put(file("c" + i % 500, "Client " + i, "", "c" + i + "@gmail.com"));
            }
            stop.set(true);
            for (Future<Integer> asker : askers) {
                assertTrue(asker.get(60, TimeUnit.SECONDS) >= 50);
            }
        } finally {
            threads.shutdownNow();
        }
        firm.put(file("c7", "Client", "", "c8@new.example.fr"));
        firm.put(file("c8", "Autre", "", "c8@new.example.fr"));
        assertEquals(List.of("c8"), firm.ask(strategy, "c7").meant());
    }

    @Test
    public void stopping_ends_the_threads_even_in_the_middle_of_a_page() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        GroupStrategy stopped = new GroupStrategy(2, ENOUGH_MEMORY);
        Firm firm = new Firm("f").put(file("a", "X", "", ""));
        firm.beforePage(
                () -> {
                    reading.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        ended.countDown();
                        throw new IllegalStateException("interrupted", e);
                    }
                });
        firm.ask(stopped, "a");
        assertTrue(reading.await(10, TimeUnit.SECONDS));

        stopped.stop();

        assertTrue(ended.await(10, TimeUnit.SECONDS));
        firm.ask(stopped, "a");
    }

    // --- decisions
    // --------------------------------------------------------------------------------

    @Test
    public void what_a_firm_dismisses_counts_less_within_bounds_and_is_told() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "BOULANGERIE DU PARC", "", "x.1@gmail.com"))
                        .put(file("b", "TAXIS DUVAL", "", "x.1@gmail.com"));
        double before = only(firm.askWhenReady(strategy, "a")).score();

        Firm.Answer answer = firm.ask(strategy, "a", new DecisionCount("email", 0, 1_000_000));

        double after = only(answer).score();
        assertTrue(after < before);
        assertTrue("halves the odds at most", after / (1 - after) > before / (1 - before) * 0.45);
        assertEquals(
                "weights changed by this firm's decisions: email -0.7", answer.note().orElse(""));
    }

    @Test
    public void what_was_learnt_is_told_however_long_the_keys_are_that_are_not_counted() {
        String email = "c".repeat(60) + "@" + "d".repeat(60) + ".example.fr";
        Firm firm = new Firm("f");
        for (int i = 0; i < 300; i++) {
            firm.put(file("c" + i, "Client " + i, "", email));
        }
        firm.askWhenReady(strategy, "c1");

        String note =
                firm.ask(
                                strategy,
                                "c1",
                                new DecisionCount("email", 0, 1_000_000),
                                new DecisionCount("domain", 0, 1_000_000),
                                new DecisionCount("phone", 0, 1_000_000),
                                new DecisionCount("address", 0, 1_000_000),
                                new DecisionCount("name", 0, 1_000_000))
                        .note()
                        .orElseThrow();

        assertTrue(
                note,
                note.startsWith(
                        "weights changed by this firm's decisions: email -0.7, domain -0.7,"
                                + " phone -0.7, address -0.7, name -0.7; email ccc"));
        assertEquals("As much as the host shows.", 200, note.length());
    }

    @Test
    public void a_few_decisions_change_nothing() {
        Firm firm =
                new Firm("f")
                        .put(file("a", "BOULANGERIE DU PARC", "", "x.1@gmail.com"))
                        .put(file("b", "TAXIS DUVAL", "", "x.1@gmail.com"));
        Firm.Answer before = firm.askWhenReady(strategy, "a");

        assertEquals(before, firm.ask(strategy, "a", new DecisionCount("email", 0, 5)));
    }

    // --- scan
    // -------------------------------------------------------------------------------------

    @Test
    public void a_scan_proposes_each_group_once_as_stars() {
        Firm firm = new Firm("f");
        SyntheticFiles.generate(5, 3_000).files().forEach(file -> firm.put(file.file()));

        Map<String, List<GroupSuggestion>> proposals = firm.scan(strategy);

        assertTrue(proposals.size() > 30);
        List<String> seen = new ArrayList<>(proposals.keySet());
        proposals.forEach(
                (centre, others) -> {
                    List<String> meant = firm.ask(strategy, centre).meant();
                    for (GroupSuggestion other : others) {
                        assertFalse(other.reasons().isEmpty());
                        assertTrue(
                                "no file comes in through a third one",
                                meant.contains(other.clientFile()));
                        seen.add(other.clientFile());
                    }
                });
        assertEquals("every file is in one group", seen.stream().distinct().count(), seen.size());
        assertEquals(proposals, firm.scan(strategy));
    }
}
