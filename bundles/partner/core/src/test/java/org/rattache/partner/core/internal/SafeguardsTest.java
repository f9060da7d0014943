package org.rattache.partner.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.LinkSafeguards.Safeguards;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.api.Partners;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

/** What a firm demands of its links [PRODUCT S2]: the delay, and the code of another channel. */
public final class SafeguardsTest extends SliceTest {

    private Firm firm;
    private ClientFile main;
    private ClientFile secondary;
    private World.Holder boss;

    public SafeguardsTest(TestDatabase.Kind kind) {
        super(kind);
    }

    private void company() {
        firm = world.firm("BATIE CONSTRUCTION");
        main = world.file(firm, "CONSTRUCTOR", "c@example.org");
        secondary = world.file(firm, "DEMOLITOR", "d@example.org");
        boss = world.activate(main);
    }

    private Optional<Source> source(ClientFile file) {
        return world.readable(boss).stream()
                .filter(source -> source.clientFile().equals(file.id()))
                .findFirst();
    }

    // the setting

    @Test
    public void both_are_off_until_an_administrator_turns_them_on() {
        company();
        assertEquals(
                new LinkSafeguards.Setting(new Safeguards(0, false), 0),
                world.safeguards.find(firm.id()));
        LinkSafeguards.Setting changed =
                world.safeguards.change(firm.id(), 0, new Safeguards(30, true), World.operator());
        assertEquals(new Safeguards(30, true), changed.safeguards());
        assertEquals(changed, world.safeguards.find(firm.id()));
        assertEquals(List.of("partner.safeguards-changed"), world.eventTypes());
        assertEquals(
                Map.of("earlierDocumentsDelayDays", "30", "codeRequired", "true"),
                world.events.get(0).data());
        assertEquals(
                "another firm",
                new Safeguards(0, false),
                world.safeguards.find(world.firm("AUTRE").id()).safeguards());
    }

    @Test
    public void g12_two_administrators_do_not_overwrite_each_other() throws Exception {
        company();
        refused("stale", () -> change(1, 1));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            long version = 0;
            for (int round = 0; round < 5; round++) {
                long seen = version;
                List<String> answers = together(threads, 4, n -> change(seen, n + 1));
                assertEquals(answers.toString(), 1, answers.stream().filter("won"::equals).count());
                assertEquals(
                        answers.toString(), 3, answers.stream().filter("stale"::equals).count());
                version = world.safeguards.find(firm.id()).version();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private LinkSafeguards.Setting change(long version, int days) {
        return world.safeguards.change(
                firm.id(), version, new Safeguards(days, false), World.operator());
    }

    @Test
    public void a_delay_is_none_to_365_days() {
        company();
        for (int days : List.of(-1, 366)) {
            DomainException refusal = refused("invalid-fields", () -> change(0, days));
            assertEquals("/earlierDocumentsDelayDays", refusal.errors().get(0).pointer());
        }
        assertEquals(365, change(0, 365).safeguards().earlierDocumentsDelayDays());
    }

    // the delay

    @Test
    public void s2_earlier_documents_open_after_the_delay_and_new_ones_at_once() {
        company();
        world.demand(firm.id(), 7, false);
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.FIRM);
        world.accept(boss, link, Kind.COMPANY);
        assertEquals(Optional.empty(), source(secondary));
        PartnerRequests.Request accepted = world.acceptGroup(boss, link);

        Instant at = accepted.answeredAt().orElseThrow();
        Source source = source(secondary).orElseThrow();
        assertEquals(Optional.of(at), source.from());
        assertFalse(source.opens(at.minusMillis(1)));
        assertTrue(source.opens(at));
        Reader reader = new Reader(boss.space(), Optional.of(at));
        assertEquals(Set.of(reader), world.filter.readersOf(firm.id(), secondary.id()));
        assertFalse(reader.opens(at.minusMillis(1)));
        assertTrue(reader.opens(at));
        assertEquals("its own account", Optional.empty(), source(main).orElseThrow().from());

        world.clock.pass(
                Duration.between(world.clock.now(), at.plus(Duration.ofDays(7))).minusMillis(2));
        assertEquals(Optional.of(at), source(secondary).orElseThrow().from());
        assertEquals("the delay is over", Optional.empty(), source(secondary).orElseThrow().from());
        assertEquals(
                Set.of(new Reader(boss.space(), Optional.empty())),
                world.filter.readersOf(firm.id(), secondary.id()));
    }

    @Test
    public void the_delay_begins_with_the_group_whenever_the_firm_is_accepted() {
        company();
        world.demand(firm.id(), 7, false);
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        Instant at = world.acceptGroup(boss, link).answeredAt().orElseThrow();
        world.clock.pass(Duration.ofDays(3));
        world.accept(boss, link, Kind.FIRM);
        assertEquals(Optional.of(at), source(secondary).orElseThrow().from());
        world.clock.pass(Duration.ofDays(4));
        assertEquals(Optional.empty(), source(secondary).orElseThrow().from());
    }

    @Test
    public void s2_the_end_of_a_delay_is_told_once_and_not_of_a_link_that_is_over() {
        company();
        world.safeguards.change(firm.id(), 0, new Safeguards(7, false), World.operator());
        ClientFile other = world.file(firm, "AUTRE", "o@example.org");
        String link = world.link(main, secondary);
        String undone = world.link(main, other);
        world.acceptAll(boss, link);
        world.acceptAll(boss, undone);
        world.events.clear();
        world.clock.pass(Duration.ofDays(6));
        world.delays.tell();
        assertEquals(List.of(), world.eventTypes());
        world.links.close(firm.id(), undone, World.operator());
        world.events.clear();
        world.clock.pass(Duration.ofDays(1));
        world.delays.tell();
        assertEquals(List.of("partner.delay-ended"), world.eventTypes());
        assertEquals(link, world.events.get(0).data().get("link"));
        assertEquals(secondary.id(), world.events.get(0).data().get("clientFile"));
        world.delays.tell();
        assertEquals("once", List.of("partner.delay-ended"), world.eventTypes());
    }

    @Test
    public void s2c_a_link_keeps_the_delay_with_which_it_was_opened() {
        company();
        ClientFile third = world.file(firm, "TROISIEME", "t@example.org");
        String before = world.link(main, secondary);
        world.demand(firm.id(), 7, false);
        String after = world.link(main, third);
        world.demand(firm.id(), 0, false);
        world.acceptAll(boss, before);
        world.acceptAll(boss, after);
        assertEquals(Optional.empty(), source(secondary).orElseThrow().from());
        assertTrue(source(third).orElseThrow().from().isPresent());
    }

    @Test
    public void s1_of_two_ways_to_the_same_documents_the_wider_counts() {
        company();
        main = world.file(firm, "CONSTRUCTOR", "c@example.org", "732829320");
        secondary = world.file(firm, "DEMOLITOR", "d@example.org", "552100554");
        boss = world.activate(main);
        World.Holder owner = world.activate(secondary);
        Firm other = world.firm("AUTRE");
        ClientFile mainThere = world.file(other, "CONSTRUCTOR", "c@example.org", "732829320");
        ClientFile there = world.file(other, "DEMOLITOR", "d@example.org", "552100554");
        assertEquals(boss.space(), world.activate(mainThere, boss.user()).space());
        assertEquals(owner.space(), world.activate(there, owner.user()).space());

        world.demand(firm.id(), 7, false);
        String delayed = world.link(main, secondary);
        world.accept(owner, delayed, Kind.AGREEMENT);
        world.acceptAll(boss, delayed);
        assertTrue(source(secondary).orElseThrow().from().isPresent());
        assertTrue("over the same link", source(there).orElseThrow().from().isPresent());

        String direct = world.link(mainThere, there);
        world.accept(owner, direct, Kind.AGREEMENT);
        world.acceptAll(boss, direct);
        assertEquals("over its own link", Optional.empty(), source(there).orElseThrow().from());
        assertEquals(
                Set.of(
                        new Reader(boss.space(), Optional.empty()),
                        new Reader(owner.space(), Optional.empty())),
                world.filter.readersOf(other.id(), there.id()));
        assertEquals(
                "which agreed as well, without delay",
                Optional.empty(),
                source(secondary).orElseThrow().from());
    }

    @Test
    public void unread_counts_begin_where_the_right_does() {
        company();
        world.demand(firm.id(), 7, false);
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        Instant from = source(secondary).orElseThrow().from().orElseThrow();
        world.sent.put(
                new DocumentCounts.Key(firm.id(), secondary.id()), Map.of("application/pdf", 9L));
        world.sent.put(
                new DocumentCounts.Key(firm.id(), secondary.id(), Optional.of(from)),
                Map.of("application/pdf", 2L));
        assertEquals(
                List.of(0L, 2L),
                world.partners.accounts(boss.space(), PageRequest.first(50)).items().stream()
                        .map(Partners.Account::unread)
                        .toList());
    }

    @Test
    public void p11_the_request_says_what_is_demanded_and_when_earlier_documents_open() {
        company();
        world.demand(firm.id(), 7, true);
        String link = world.link(main, secondary);
        PartnerRequests.Request asked = world.request(boss.space(), link, Kind.COMPANY);
        assertEquals(new Safeguards(7, true), asked.safeguards());
        assertEquals(Optional.empty(), asked.earlierDocumentsOpenAt());
        world.accept(boss, link, Kind.COMPANY);
        String code = world.safeguards.issueCode(firm.id(), link, World.operator());
        PartnerRequests.Request accepted = world.acceptGroup(boss, link, Optional.of(code));
        Optional<Instant> opens =
                accepted.answeredAt().map(answered -> answered.plus(Duration.ofDays(7)));
        assertEquals(opens, accepted.earlierDocumentsOpenAt());
        assertEquals(opens, world.safeguards.ofLink(firm.id(), link).earlierDocumentsOpenAt());
    }

    // the code

    private String demandedLink() {
        world.demand(firm.id(), 0, true);
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.FIRM);
        world.accept(boss, link, Kind.COMPANY);
        return link;
    }

    private String issue(String link) {
        return world.safeguards.issueCode(firm.id(), link, World.operator());
    }

    private void guess(String link, String code) {
        world.acceptGroup(boss, link, Optional.of(code));
    }

    private State state(String link) {
        return world.request(boss.space(), link, Kind.COMPANY).state();
    }

    @Test
    public void s2_the_group_is_accepted_with_the_code_alone() {
        company();
        String link = demandedLink();
        refused("no-code-issued", () -> world.acceptGroup(boss, link));
        refused("no-code-issued", () -> guess(link, "AAAA-AAAA-AAAA"));
        String code = issue(link);
        assertTrue(code, code.matches("[2-9A-HJ-KM-NP-Z]{4}(-[2-9A-HJ-KM-NP-Z]{4}){2}"));
        refused("code-required", () -> world.acceptGroup(boss, link));
        refused("code-required", () -> guess(link, "  "));
        assertEquals("asking costs no try", 5, left(link));
        refused("wrong-code", () -> guess(link, "AAAA-AAAA-AAAA"));
        assertFalse(world.reads(boss, secondary));
        assertEquals(4, left(link));

        guess(link, " " + code.toLowerCase(java.util.Locale.ROOT).replace('-', ' '));
        assertTrue(world.reads(boss, secondary));
        assertFalse(
                "in no event",
                world.events.stream().anyMatch(event -> event.data().toString().contains(code)));
        assertEquals(
                List.of("partner.code-issued", "partner.code-refused", "partner.group-accepted"),
                world.eventTypes().subList(5, world.events.size()));
        assertEquals("4", world.events.get(6).data().get("triesLeft"));
    }

    private int left(String link) {
        return world.safeguards.ofLink(firm.id(), link).codeTriesLeft();
    }

    @Test
    public void s2_the_fifth_wrong_code_makes_the_link_void_for_good() {
        company();
        String link = demandedLink();
        String code = issue(link);
        for (int wrong = 1; wrong <= 5; wrong++) {
            assertEquals(State.ACCEPTED, state(link));
            refused("wrong-code", () -> guess(link, "AAAA-AAAA-AAAA"));
        }
        assertEquals(State.VOID, state(link));
        assertEquals(LinkRequests.State.VOID, world.status(secondary, link).state());
        refused("void", () -> guess(link, code));
        refused("link-ended", () -> issue(link));
        assertFalse(world.reads(boss, secondary));
        assertEquals(2, world.eventTypes().stream().filter("partner.voided"::equals).count());
    }

    @Test
    public void s2_a_new_code_replaces_the_one_before() {
        company();
        String link = demandedLink();
        String first = issue(link);
        for (int wrong = 1; wrong <= 4; wrong++) {
            refused("wrong-code", () -> guess(link, "AAAA-AAAA-AAAA"));
        }
        String second = issue(link);
        assertNotEquals(first, second);
        assertEquals(5, left(link));
        refused("wrong-code", () -> guess(link, first));
        guess(link, second);
        assertEquals(State.GROUP_ACCEPTED, state(link));
        refused("no-code-needed", () -> issue(link));
    }

    @Test
    public void s2_a_code_is_of_one_link() {
        company();
        ClientFile third = world.file(firm, "TROISIEME", "t@example.org");
        String link = demandedLink();
        String other = world.link(main, third);
        issue(link);
        String code = issue(other);
        refused("wrong-code", () -> guess(link, code));
    }

    @Test
    public void s2_a_count_stays_although_the_request_is_refused() {
        company();
        String link = demandedLink();
        issue(link);
        for (int wrong = 1; wrong <= 5; wrong++) {
            // as with an Idempotency-Key: a transaction around the request, committed because the
            // refusal stands
            world.transactions.run(
                    em ->
                            assertTrue(
                                    assertThrows(
                                                    DomainException.class,
                                                    () -> guess(link, "AAAA-AAAA-AAAA"))
                                            .isStanding()));
        }
        assertEquals(State.VOID, state(link));
    }

    @Test
    public void s2_guesses_at_the_same_moment_are_five_at_most() throws Exception {
        company();
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < (full() ? 60 : 8); round++) {
                secondary = world.file(firm, "S" + round, round + "@example.org");
                String link = demandedLink();
                String code = issue(link);
                String request = world.request(boss.space(), link, Kind.COMPANY).id();
                List<String> answers =
                        together(
                                pool,
                                threads,
                                n ->
                                        world.requests.acceptGroup(
                                                boss.space(),
                                                request,
                                                Optional.of("AAAA-AAAA-AA" + n + "A"),
                                                boss.actor()));
                assertEquals(
                        answers.toString(),
                        5,
                        answers.stream().filter("wrong-code"::equals).count());
                assertEquals(
                        answers.toString(),
                        threads - 5,
                        answers.stream().filter("void"::equals).count());
                refused("void", () -> guess(link, code));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    public void s2_nobody_else_can_use_up_the_tries() {
        company();
        String link = demandedLink();
        issue(link);
        String request = world.request(boss.space(), link, Kind.COMPANY).id();
        World.Holder stranger = world.activate(world.file(firm, "AUTRE", "x@example.org"));
        Optional<String> wrong = Optional.of("AAAA-AAAA-AAAA");
        refused(
                "not-found",
                () -> world.requests.acceptGroup(boss.space(), request, wrong, stranger.actor()));
        refused(
                "not-found",
                () ->
                        world.requests.acceptGroup(
                                stranger.space(), request, wrong, stranger.actor()));
        assertEquals(5, left(link));
    }

    @Test
    public void a_right_code_does_not_stand_in_for_the_other_answers() {
        company();
        world.demand(firm.id(), 0, true);
        String link = world.link(main, secondary);
        String code = issue(link);
        refused("wrong-state", () -> guess(link, code));
        refused("wrong-state", () -> guess(link, "AAAA-AAAA-AAAA"));
        assertEquals("not asked for yet", 5, left(link));
        world.accept(boss, link, Kind.COMPANY);
        world.rewrite(secondary, "DEMOLITOR", "other@example.org");
        refused("void", () -> guess(link, code));
    }

    @Test
    public void s2c_a_link_keeps_the_demand_with_which_it_was_opened() {
        company();
        ClientFile third = world.file(firm, "TROISIEME", "t@example.org");
        String before = world.link(main, secondary);
        world.demand(firm.id(), 0, true);
        String after = world.link(main, third);
        world.demand(firm.id(), 0, false);
        refused("no-code-needed", () -> issue(before));
        world.acceptAll(boss, before);
        world.accept(boss, after, Kind.COMPANY);
        refused("no-code-issued", () -> world.acceptGroup(boss, after));
    }

    @Test
    public void s3_links_of_another_firm_are_not_there() {
        company();
        String link = demandedLink();
        Firm other = world.firm("AUTRE");
        refused("not-found", () -> world.safeguards.issueCode(other.id(), link, World.operator()));
        refused("not-found", () -> world.safeguards.ofLink(other.id(), link));
    }

    @Test
    public void codes_are_random_and_equal_ones_of_two_links_do_not_show() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(LinkCode.random());
        }
        assertEquals(1_000, codes.size());
        assertNotEquals(LinkCode.digest("l1", "AAAA"), LinkCode.digest("l2", "AAAA"));
    }

    private interface Work {
        Object run(int number) throws Exception;
    }

    /** Runs the work in every thread at once; {@code won}, or the refusal's code. */
    private static List<String> together(ExecutorService threads, int count, Work work)
            throws Exception {
        java.util.concurrent.CyclicBarrier start = new java.util.concurrent.CyclicBarrier(count);
        List<Future<String>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Callable<String> task =
                    () -> {
                        start.await(30, TimeUnit.SECONDS);
                        try {
                            work.run(number);
                            return "won";
                        } catch (DomainException e) {
                            return e.code();
                        }
                    };
            running.add(threads.submit(task));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : running) {
            answers.add(answer.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }
}
