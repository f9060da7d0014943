package org.rattache.linking.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.dashboard.api.Action;
import org.rattache.linking.api.ClientToLink;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.LinkPreview;
import org.rattache.linking.api.LinkPreview.Effect;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.api.Links;
import org.rattache.linking.api.Party;
import org.rattache.linking.core.internal.jpa.ProposalEntity;
import org.rattache.linking.spi.LinkDecision;
import org.rattache.partner.api.LinkRequests.State;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.DomainException.Category;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

/** The rules of linking on real tables. */
@RunWith(Parameterized.class)
public class LinkingSliceTest {

    private static final String FIRM = World.FIRM;

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private World world;

    public LinkingSliceTest(TestDatabase.Kind kind) {
        database = World.database(kind);
    }

    @Before
    public void setUp() {
        world = new World(database.transactions());
        world.files.add(FIRM, "constructor", "111111111", "boss@group.fr");
        world.files.add(FIRM, "demolitor", "222222222", "demolitor@old.fr");
        world.partner.active.add("constructor");
    }

    @After
    public void tearDown() {
        world.close();
    }

    private List<String> clientsToLink() {
        return world
                .clientsToLink
                .list(FIRM, Optional.empty(), PageRequest.first(50))
                .items()
                .stream()
                .map(item -> item.clientFile().id())
                .toList();
    }

    private static void assertRefused(Category category, String code, Callable<?> request) {
        DomainException refusal = assertThrows(DomainException.class, request::call);
        assertEquals(refusal.getMessage(), code, refusal.code());
        assertEquals(category, refusal.category());
    }

    private static void assertConflict(String code, Callable<?> request) {
        assertRefused(Category.CONFLICT, code, request);
    }

    // --- proposals

    @Test
    public void g1_changing_the_email_to_that_of_another_file_proposes_a_link() {
        world.changeEmail("demolitor", "Boss@Group.fr");

        assertTrue(world.files.proposed("demolitor"));
        assertFalse(world.files.proposed("constructor"));
        Page<ClientToLink> page =
                world.clientsToLink.list(FIRM, Optional.empty(), PageRequest.first(50));
        assertEquals(1, page.total().value());
        ClientToLink item = page.items().get(0);
        assertEquals("demolitor", item.clientFile().id());
        assertEquals("constructor", item.counterpart().orElseThrow().id());
        assertEquals(Optional.of("demolitor@old.fr"), item.formerEmail());
        assertEquals("demolitor", world.events.of("linking.proposed").get(0).aggregate());
    }

    @Test
    public void g1_an_email_that_nobody_else_has_proposes_nothing() {
        world.changeEmail("demolitor", "new@demolitor.fr");

        assertFalse(world.files.proposed("demolitor"));
        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void g1_the_same_email_at_another_firm_proposes_nothing() {
        world.files.add("firm-2", "foreign", null, "x@x.fr");

        world.changeEmail("demolitor", "x@x.fr");

        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void g2_adding_a_file_with_a_used_email_proposes_nothing() {
        world.files.add(FIRM, "third", null, "boss@group.fr");

        world.created("third");

        assertFalse(world.files.proposed("third"));
        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void g2_another_trigger_may_propose_what_is_added() {
        world.addTrigger(0, request -> LinkDecision.propose("constructor"));
        world.files.add(FIRM, "third", null, "third@x.fr");

        world.created("third");

        assertEquals(List.of("third"), clientsToLink());
    }

    @Test
    public void a_trigger_that_fails_or_hangs_leaves_the_decision_to_the_next() {
        FakeClientFiles files = world.files;
        world.close();
        world = new World(database.transactions(), World.SHORT);
        world.files.files.putAll(files.files);
        world.addTrigger(
                10,
                request -> {
                    throw new StackOverflowError();
                });
        world.addTrigger(5, request -> null);
        world.addTrigger(
                1,
                request -> {
                    awaitInterruption();
                    return LinkDecision.nothing();
                });

        world.changeEmail("demolitor", "boss@group.fr");

        assertEquals(List.of("demolitor"), clientsToLink());
    }

    private static void awaitInterruption() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void a_proposal_closes_when_the_email_becomes_one_that_nobody_uses() {
        world.changeEmail("demolitor", "boss@group.fr");

        world.changeEmail("demolitor", "alone@demolitor.fr");

        assertFalse(world.files.proposed("demolitor"));
        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void a_proposal_closes_when_the_other_file_gets_another_email() {
        world.changeEmail("demolitor", "boss@group.fr");

        world.changeEmail("constructor", "elsewhere@group.fr");

        assertFalse(world.files.proposed("demolitor"));
        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void a_proposal_closes_when_the_other_file_is_deleted() {
        world.changeEmail("demolitor", "boss@group.fr");
        world.files.files.remove("constructor");

        world.trigger.handle(
                world.event(
                        "clientfile.deleted", "constructor", Map.of("clientFile", "constructor")));

        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void an_event_about_an_email_that_has_changed_again_decides_nothing() {
        world.files.email("demolitor", "boss@group.fr");

        world.trigger.handle(
                world.event(
                        "clientfile.email-changed",
                        "demolitor",
                        Map.of("clientFile", "demolitor", "after", "between@x.fr")));

        assertEquals(List.of(), clientsToLink());
    }

    @Test
    public void g10_a_dismissed_proposal_does_not_come_back_until_the_email_changes_again() {
        world.changeEmail("demolitor", "boss@group.fr");

        world.clientsToLink.dismiss(FIRM, "demolitor", "their accountant", World.OPERATOR);

        assertFalse(world.files.proposed("demolitor"));
        assertEquals(List.of(), clientsToLink());
        assertEquals(
                "their accountant",
                world.events.of("linking.dismissed").get(0).data().get("reason"));
        // neither another file with that address nor a change of the other file brings it back
        world.files.add(FIRM, "third", null, "third@x.fr");
        world.changeEmail("third", "boss@group.fr");
        assertEquals(List.of("third"), clientsToLink());
        ProposalEntity stored =
                database.transactions()
                        .call(em -> Proposals.find(em, FIRM, "demolitor").orElseThrow());
        assertEquals(ProposalEntity.State.DISMISSED, stored.getState());
        assertEquals("their accountant", stored.getReason());

        world.changeEmail("demolitor", "between@x.fr");
        world.changeEmail("demolitor", "boss@group.fr");
        assertTrue(clientsToLink().contains("demolitor"));
    }

    @Test
    public void dismissing_needs_an_open_proposal_a_reason_and_a_file_of_the_firm() {
        assertConflict("no-proposal", () -> dismiss(FIRM, "demolitor", "why"));
        assertRefused(Category.NOT_FOUND, "not-found", () -> dismiss(FIRM, "nobody", "why"));
        world.changeEmail("demolitor", "boss@group.fr");
        assertRefused(Category.NOT_FOUND, "not-found", () -> dismiss("firm-2", "demolitor", "why"));
        assertRefused(Category.INVALID, "invalid-fields", () -> dismiss(FIRM, "demolitor", " "));
        assertEquals(List.of("demolitor"), clientsToLink());
    }

    private Object dismiss(String firm, String file, String reason) {
        world.clientsToLink.dismiss(firm, file, reason, World.OPERATOR);
        return null;
    }

    @Test
    public void s2e_an_address_of_many_unrelated_companies_is_warned_about_and_not_proposed() {
        for (int i = 0; i < World.SHARED; i++) {
            world.files.add(FIRM, "client" + i, "33333333" + i, "accountant@cabinet.fr");
        }
        world.changeEmail("demolitor", "accountant@cabinet.fr");

        assertEquals(List.of(), clientsToLink());
        assertEquals(
                World.SHARED + 1,
                world.suggestions.suggest(FIRM, "demolitor").warning().orElseThrow().files());
        LinkPreview preview = world.links.preview(FIRM, "constructor", List.of("demolitor"));
        assertEquals(
                "accountant@cabinet.fr", preview.rows().get(0).warning().orElseThrow().email());
    }

    @Test
    public void s2e_many_establishments_of_one_company_are_no_reason_to_warn() {
        for (int i = 0; i < 2 * World.SHARED; i++) {
            world.files.add(FIRM, "site" + i, "111111111", "boss@group.fr");
        }
        world.changeEmail("demolitor", "boss@group.fr");

        assertEquals(List.of("demolitor"), clientsToLink());
    }

    @Test
    public void clients_to_link_come_in_pages_the_one_that_waits_longest_first() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.files.add(FIRM, "file" + i, "111111111", "f" + i + "@x.fr");
            world.changeEmail("file" + i, "boss@group.fr");
            expected.add("file" + i);
        }
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<ClientToLink> page =
                    world.clientsToLink.list(
                            FIRM,
                            Optional.empty(),
                            new PageRequest(2, next.map(text -> Cursor.decode(text, 2))));
            page.items().forEach(item -> seen.add(item.clientFile().id()));
            assertEquals(5, page.total().value());
            next = page.next();
        } while (next.isPresent());
        assertEquals(expected, seen);
    }

    // --- preview and validation

    @Test
    public void g5_the_preview_tells_what_will_happen_and_stores_nothing() {
        world.files.add(FIRM, "held", null, "held@x.fr");
        world.partner.active.add("held");
        world.changeEmail("demolitor", "boss@group.fr");

        LinkPreview preview =
                world.links.preview(FIRM, "constructor", List.of("held", "demolitor"));

        assertEquals("constructor", preview.main().id());
        LinkPreview.Row held = preview.rows().get(0);
        assertTrue(held.ownHolder());
        assertEquals(
                List.of(Effect.COMPANY_REQUEST, Effect.FIRM_REQUEST, Effect.HOLDER_AGREEMENT),
                held.effects());
        LinkPreview.Row demolitor = preview.rows().get(1);
        assertFalse(demolitor.ownHolder());
        assertEquals(Optional.of("demolitor@old.fr"), demolitor.formerEmail());
        assertTrue(demolitor.effects().contains(Effect.FORMER_CONTACT_TOLD));
        assertEquals(0, world.files.linksOf("demolitor"));
        assertEquals(List.of(), world.partner.orders);
        assertEquals(List.of("demolitor"), clientsToLink());
    }

    @Test
    public void g6_validating_links_and_sends_the_requests_and_closes_the_proposal() {
        world.changeEmail("demolitor", "boss@group.fr");

        Link link = world.link("constructor", "demolitor").get(0);

        var order = world.partner.orders.get(0);
        assertEquals(link.id(), order.link());
        assertEquals("constructor", order.main());
        assertEquals("demolitor", order.secondary());
        assertEquals(Optional.of("demolitor@old.fr"), order.formerEmail());
        assertEquals(World.OPERATOR, order.validatedBy());
        assertFalse(world.files.proposed("demolitor"));
        assertEquals(List.of(), clientsToLink());
        assertEquals(1, world.files.linksOf("constructor"));
        assertEquals(1, world.files.linksOf("demolitor"));
        assertEquals(LinkState.PENDING, link.state());
        assertEquals(Optional.of(Party.Role.MAIN), link.main().role());
        assertEquals(Optional.of(Party.Role.SECONDARY), link.secondary().role());
        assertEquals(link.id(), world.events.of("linking.linked").get(0).data().get("link"));
        assertEquals(
                Link.Action.LINKED,
                world.links.find(FIRM, link.id()).orElseThrow().history().get(0).action());
    }

    @Test
    public void when_the_event_cannot_be_stored_nothing_is_linked() {
        world.changeEmail("demolitor", "boss@group.fr");
        world.events.failing = "linking.linked";

        assertThrows(IllegalStateException.class, () -> world.link("constructor", "demolitor"));

        assertEquals(List.of(), world.links.list(FIRM, all(), PageRequest.first(10)).items());
        assertEquals(List.of("demolitor"), clientsToLink());
        world.events.failing = null;
        assertEquals("both roles are free", 1, world.link("constructor", "demolitor").size());
    }

    @Test
    public void g6_the_link_remembers_the_strategy_that_had_suggested_it() {
        world.addStrategy("exact-keys", 0, request -> List.of());
        String digest = world.links.preview(FIRM, "constructor", List.of("demolitor")).digest();

        Link link =
                world.links
                        .validate(
                                FIRM,
                                new Links.Validation(
                                        "constructor",
                                        List.of("demolitor"),
                                        digest,
                                        Map.of("demolitor", "exact-keys")),
                                World.OPERATOR)
                        .get(0);

        assertEquals("exact-keys", link.strategy().orElseThrow().id());
        assertTrue(link.strategy().orElseThrow().bundle().isPresent());
        assertEquals("exact-keys", world.events.of("linking.linked").get(0).data().get("strategy"));
    }

    @Test
    public void another_digest_or_a_change_since_the_preview_links_nothing() {
        assertConflict("preview-changed", () -> validate("constructor", "demolitor", "0000"));
        String digest = world.links.preview(FIRM, "constructor", List.of("demolitor")).digest();
        world.files.email("demolitor", "other@x.fr");
        assertConflict("preview-changed", () -> validate("constructor", "demolitor", digest));
        String fresh = world.links.preview(FIRM, "constructor", List.of("demolitor")).digest();
        world.partner.active.add("demolitor");
        assertConflict("preview-changed", () -> validate("constructor", "demolitor", fresh));
        String bound = world.links.preview(FIRM, "constructor", List.of("demolitor")).digest();
        world.partner.demanded = new LinkSafeguards.Safeguards(30, true);
        assertConflict("preview-changed", () -> validate("constructor", "demolitor", bound));
        assertEquals(
                new LinkPreview.Safeguards(30, true),
                world.links.preview(FIRM, "constructor", List.of("demolitor")).safeguards());
        assertEquals(List.of(), world.partner.orders);
        assertEquals(0, world.links.list(FIRM, all(), PageRequest.first(10)).items().size());
    }

    private List<Link> validate(String main, String secondary, String digest) {
        return world.links.validate(
                FIRM,
                new Links.Validation(main, List.of(secondary), digest, Map.of()),
                World.OPERATOR);
    }

    private static Links.Query all() {
        return new Links.Query(Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    public void a_preview_needs_one_to_200_different_secondaries_without_the_main_account() {
        assertRefused(Category.INVALID, "invalid-fields", () -> preview("constructor"));
        assertRefused(
                Category.INVALID,
                "invalid-fields",
                () -> preview("constructor", "demolitor", "demolitor"));
        assertRefused(
                Category.INVALID, "invalid-fields", () -> preview("constructor", "constructor"));
        String[] tooMany =
                Stream.iterate(0, i -> i + 1).limit(201).map(i -> "f" + i).toArray(String[]::new);
        assertRefused(Category.INVALID, "invalid-fields", () -> preview("constructor", tooMany));
    }

    private LinkPreview preview(String main, String... secondaries) {
        return world.links.preview(FIRM, main, List.of(secondaries));
    }

    @Test
    public void s3_files_and_links_of_another_firm_are_not_found() {
        world.files.add("firm-2", "foreign", null, null);
        assertRefused(Category.NOT_FOUND, "not-found", () -> preview("constructor", "foreign"));
        assertRefused(Category.NOT_FOUND, "not-found", () -> preview("foreign", "demolitor"));
        Link link = world.link("constructor", "demolitor").get(0);
        assertEquals(Optional.empty(), world.links.find("firm-2", link.id()));
        assertRefused(
                Category.NOT_FOUND, "not-found", () -> unlink("firm-2", link.id(), link.version()));
        assertEquals(0, world.links.list("firm-2", all(), PageRequest.first(10)).items().size());
    }

    private Object unlink(String firm, String link, long version) {
        world.links.unlink(firm, link, version, "an error", World.OPERATOR);
        return null;
    }

    @Test
    public void s2d_a_link_is_a_star() {
        world.files.add(FIRM, "third", null, null);
        world.partner.active.add("third");
        world.partner.active.add("demolitor");
        world.link("constructor", "demolitor");

        assertConflict("already-linked", () -> preview("third", "demolitor"));
        assertConflict("is-main", () -> preview("third", "constructor"));
        assertConflict("main-is-secondary", () -> preview("demolitor", "third"));
        world.link("constructor", "third");
        assertEquals(2, world.files.linksOf("constructor"));
    }

    @Test
    public void the_main_account_needs_an_active_space() {
        assertConflict("main-without-space", () -> preview("demolitor", "constructor"));
    }

    @Test
    public void s2d_of_crossing_validations_at_the_same_time_one_wins() throws Exception {
        int rounds = 6;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < rounds; round++) {
                crossingRound("r" + round, threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A→B, B→C, C→A and A→C, two threads each. */
    private void crossingRound(String round, ExecutorService threads) throws Exception {
        List<String> names = List.of(round + "a", round + "b", round + "c");
        for (String name : names) {
            world.files.add(FIRM, name, null, null);
            world.partner.active.add(name);
        }
        int[][] pairs = {{0, 1}, {1, 2}, {2, 0}, {0, 2}};
        CyclicBarrier barrier = new CyclicBarrier(8);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String main = names.get(pairs[i % 4][0]);
            String secondary = names.get(pairs[i % 4][1]);
            String digest = world.links.preview(FIRM, main, List.of(secondary)).digest();
            results.add(
                    threads.submit(
                            () -> {
                                barrier.await();
                                try {
                                    validate(main, secondary, digest);
                                    return true;
                                } catch (DomainException e) {
                                    assertTrue(
                                            e.code(),
                                            e.category() == Category.CONFLICT
                                                    || e.category() == Category.UNAVAILABLE);
                                    return false;
                                }
                            }));
        }
        int won = 0;
        for (Future<Boolean> result : results) {
            won += result.get() ? 1 : 0;
        }
        List<Link> links =
                world.links.list(FIRM, all(), PageRequest.first(200)).items().stream()
                        .filter(link -> link.main().id().startsWith(round))
                        .toList();
        assertEquals(won, links.size());
        assertTrue("somebody wins", won >= 1);
        List<String> mains = links.stream().map(link -> link.main().id()).distinct().toList();
        List<String> secondaries = links.stream().map(link -> link.secondary().id()).toList();
        assertEquals("one main account", 1, mains.size());
        assertFalse("no chain", secondaries.contains(mains.get(0)));
        assertEquals("secondary once", secondaries.size(), secondaries.stream().distinct().count());
    }

    // --- undo, change, again

    @Test
    public void g10_a_link_can_be_undone_and_made_again() {
        Link link = world.link("constructor", "demolitor").get(0);

        unlink(FIRM, link.id(), link.version());

        assertEquals(State.CLOSED, world.partner.states.get(link.id()));
        assertEquals(0, world.files.linksOf("constructor"));
        assertEquals(0, world.files.linksOf("demolitor"));
        Link ended = world.links.find(FIRM, link.id()).orElseThrow();
        assertEquals(LinkState.CLOSED, ended.state());
        assertEquals(Optional.of("an error"), ended.reason());
        assertEquals(
                List.of(Link.Action.LINKED, Link.Action.UNLINKED),
                ended.history().stream().map(Link.Entry::action).toList());
        assertEquals("an error", world.events.of("linking.unlinked").get(0).data().get("reason"));
        assertConflict("link-ended", () -> unlink(FIRM, link.id(), ended.version()));
        world.link("constructor", "demolitor");
    }

    @Test
    public void when_the_event_cannot_be_stored_nothing_is_unlinked() {
        String id = world.link("constructor", "demolitor").get(0).id();
        Link before = world.links.find(FIRM, id).orElseThrow();
        world.events.failing = "linking.unlinked";

        assertThrows(IllegalStateException.class, () -> unlink(FIRM, id, before.version()));

        // the platform in memory takes no part in the transaction
        world.partner.states.put(id, State.PENDING);
        assertEquals(before, world.links.find(FIRM, id).orElseThrow());
        assertConflict("already-linked", () -> preview("constructor", "demolitor"));
    }

    @Test
    public void g12_a_link_that_changed_since_it_was_read_is_not_undone() {
        Link link = world.link("constructor", "demolitor").get(0);
        world.answered(link.id(), State.ACCEPTED);

        assertRefused(Category.STALE, "stale", () -> unlink(FIRM, link.id(), link.version()));
        assertEquals(1, world.files.linksOf("demolitor"));
    }

    @Test
    public void g10_the_main_account_can_be_changed_and_has_to_confirm_anew() {
        world.files.add(FIRM, "third", null, null);
        Link link = world.link("constructor", "demolitor").get(0);
        world.answered(link.id(), State.GROUP_ACCEPTED);
        long version = world.links.find(FIRM, link.id()).orElseThrow().version();
        assertConflict("main-without-space", () -> changeMain(link, version, "third"));
        world.partner.active.add("third");

        Link next = changeMain(link, version, "third");

        assertEquals("third", next.main().id());
        assertEquals(LinkState.PENDING, next.state());
        assertEquals(Optional.of(link.id()), next.replaces());
        Link old = world.links.find(FIRM, link.id()).orElseThrow();
        assertEquals(LinkState.CLOSED, old.state());
        assertEquals(Optional.of(next.id()), old.replacedBy());
        assertEquals(State.CLOSED, world.partner.states.get(link.id()));
        assertEquals(0, world.files.linksOf("constructor"));
        var event = world.events.of("linking.main-changed").get(0);
        assertEquals(next.id(), event.data().get("link"));
        assertEquals("constructor", event.data().get("before"));
        // the former main account is free again
        assertEquals(
                Optional.empty(),
                world.suggestions.suggest(FIRM, "constructor").clientFile().role());
        assertConflict("same-main", () -> changeMain(next, next.version(), "third"));
        assertRefused(
                Category.INVALID,
                "invalid-fields",
                () -> changeMain(next, next.version(), "demolitor"));
        assertRefused(
                Category.NOT_FOUND, "not-found", () -> changeMain(next, next.version(), "nobody"));
    }

    private Link changeMain(Link link, long version, String main) {
        return world.links.changeMain(
                FIRM, link.id(), version, main, Optional.of("moved"), World.OPERATOR);
    }

    @Test
    public void g10_a_refused_link_can_be_proposed_again_and_a_pending_one_not() {
        Link link = world.link("constructor", "demolitor").get(0);
        assertConflict("not-refused", () -> again(link));
        world.answered(link.id(), State.REFUSED);
        assertEquals(
                Optional.of("not mine"), world.links.find(FIRM, link.id()).orElseThrow().reason());
        Link.Entry refusal = world.links.find(FIRM, link.id()).orElseThrow().history().get(1);
        assertEquals(Link.Action.REFUSED, refusal.action());
        assertEquals(Optional.of("not mine"), refusal.reason());
        assertEquals("S1: not which person", "holder", refusal.actor().id());
        assertConflict("already-linked", () -> preview("constructor", "demolitor"));

        Link next = again(link);

        assertEquals(LinkState.PENDING, next.state());
        assertEquals(Optional.of(link.id()), next.replaces());
        assertEquals(2, world.partner.orders.size());
        assertEquals(1, world.files.linksOf("constructor"));
        assertEquals(1, world.files.linksOf("demolitor"));
        assertConflict("link-ended", () -> again(link));
    }

    private Link again(Link link) {
        return world.links.proposeAgain(FIRM, link.id(), Optional.empty(), World.OPERATOR);
    }

    @Test
    public void p10_a_link_that_its_person_has_left_frees_both_files() {
        Link link = world.link("constructor", "demolitor").get(0);

        world.answered(link.id(), State.LEFT);
        world.answered(link.id(), State.LEFT);

        Link left = world.links.find(FIRM, link.id()).orElseThrow();
        assertEquals(LinkState.LEFT, left.state());
        assertEquals(0, world.files.linksOf("demolitor"));
        assertEquals(2, left.history().size());
        assertEquals("holder", left.history().get(1).actor().id());
        world.link("constructor", "demolitor");
    }

    @Test
    public void the_list_shows_running_links_newest_first_and_narrows_by_state_and_side() {
        for (int i = 0; i < 4; i++) {
            world.files.add(FIRM, "s" + i, null, null);
            world.link("constructor", "s" + i);
        }
        List<Link> links = world.links.list(FIRM, all(), PageRequest.first(50)).items();
        assertEquals(
                List.of("s3", "s2", "s1", "s0"),
                links.stream().map(link -> link.secondary().id()).toList());
        Page<Link> first = world.links.list(FIRM, all(), PageRequest.first(3));
        assertEquals(4, first.total().value());
        Page<Link> second =
                world.links.list(
                        FIRM,
                        all(),
                        new PageRequest(3, first.next().map(text -> Cursor.decode(text, 2))));
        assertEquals("s0", second.items().get(0).secondary().id());
        assertEquals(Optional.empty(), second.next());

        world.answered(links.get(0).id(), State.REFUSED);
        unlink(FIRM, links.get(1).id(), links.get(1).version());
        assertEquals(3, world.links.list(FIRM, all(), PageRequest.first(50)).total().value());
        Links.Query refused =
                new Links.Query(
                        Optional.of(LinkState.REFUSED),
                        Optional.of("constructor"),
                        Optional.of("s3"));
        assertEquals(1, world.links.list(FIRM, refused, PageRequest.first(50)).total().value());
        Links.Query closed =
                new Links.Query(Optional.of(LinkState.CLOSED), Optional.empty(), Optional.empty());
        assertEquals(
                "s2",
                world.links
                        .list(FIRM, closed, PageRequest.first(50))
                        .items()
                        .get(0)
                        .secondary()
                        .id());
    }

    @Test
    public void g7_the_dashboard_counts_what_waits() {
        world.files.add(FIRM, "third", null, "third@x.fr");
        world.files.add(FIRM, "fourth", null, "fourth@x.fr");
        world.changeEmail("third", "boss@group.fr");
        List<Link> links = world.link("constructor", "demolitor", "fourth");
        world.answered(links.get(0).id(), State.REFUSED);

        Map<String, Long> counts =
                world.actions.actions(FIRM).stream()
                        .collect(Collectors.toMap(Action::kind, Action::count));

        assertEquals(
                Map.of(
                        "clients-to-link", 1L,
                        "requests-unanswered", 1L,
                        "requests-refused", 1L,
                        "requests-void", 0L,
                        "links-frozen", 0L),
                counts);
        assertEquals(0L, world.actions.actions("firm-2").get(0).count());
    }

    @Test
    public void keys_of_a_file_are_found_and_follow_its_changes() {
        world.keyHandler.handle(
                world.event("clientfile.created", "demolitor", Map.of("clientFile", "demolitor")));
        Candidates candidates = new Candidates(FIRM, world.files, world.keys);
        assertEquals(1, candidates.withDomain("OLD.fr", 5).size());
        assertEquals(1, candidates.withNameWord("demólitor", 5).size());
        String phone = world.files.files.get("demolitor").data().phone().orElseThrow();
        assertEquals(1, candidates.withPhone("+33 (0)" + phone.substring(1), 5).size());
        assertEquals(
                0,
                new Candidates("firm-2", world.files, world.keys).withDomain("old.fr", 5).size());

        world.files.email("demolitor", "x@new.fr");
        world.keyHandler.handle(
                world.event("clientfile.changed", "demolitor", Map.of("clientFile", "demolitor")));
        assertEquals(0, candidates.withDomain("old.fr", 5).size());
        assertEquals(1, candidates.withDomain("new.fr", 5).size());
        assertEquals(1, candidates.withNameWord("demólitor", 5).size());
        assertEquals(1, candidates.withPhone(phone, 5).size());

        world.keyHandler.handle(
                world.event("clientfile.changed", "demolitor", Map.of("clientFile", "demolitor")));
        assertEquals(1, candidates.withDomain("new.fr", 5).size());

        candidates.end();
        assertThrows(IllegalStateException.class, () -> candidates.withDomain("new.fr", 5));
    }
}
