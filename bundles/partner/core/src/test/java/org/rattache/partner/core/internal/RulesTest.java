package org.rattache.partner.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.Opens;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.api.PartnerRequests.Step;
import org.rattache.partner.api.Partners;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.Event;
import org.rattache.platform.testkit.TestDatabase;

/** The P and S rules, each by its name. */
public final class RulesTest extends SliceTest {

    private Firm firm;
    private Firm other;
    private ClientFile main;
    private ClientFile secondary;
    private World.Holder boss;

    public RulesTest(TestDatabase.Kind kind) {
        super(kind);
    }

    @Before
    public void companies() {
        firm = world.firm("BATIE CONSTRUCTION");
        other = world.firm("AUTRE AGENCE");
        main = world.file(firm, "CONSTRUCTOR", "c@example.org");
        secondary = world.file(firm, "DEMOLITOR", "d@example.org");
        boss = world.activate(main);
    }

    // P: the platform

    @Test
    public void p3_before_acceptance_only_numbers_and_types_are_shown() {
        DocumentCounts.Key key = new DocumentCounts.Key(firm.id(), secondary.id());
        world.sent.put(key, Map.of("application/pdf", 2L, "image/png", 1L));
        String link = world.link(main, secondary);

        PartnerRequests.Request request = world.request(boss.space(), link, Kind.FIRM);

        assertEquals(3, request.waiting().total());
        assertEquals(Map.of("application/pdf", 2L, "image/png", 1L), request.waiting().byType());
        assertFalse(world.reads(boss, secondary));
    }

    @Test
    public void p4_only_the_second_step_opens() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.FIRM);

        refused("wrong-state", () -> world.acceptGroup(boss, link));
        world.accept(boss, link, Kind.COMPANY);
        assertFalse(world.reads(boss, secondary));
        world.acceptGroup(boss, link);

        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void p4_a_second_answer_is_refused_with_the_true_state() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);

        assertTrue(
                refused("wrong-state", () -> world.accept(boss, link, Kind.COMPANY))
                        .detail()
                        .endsWith("is accepted."));
        world.acceptGroup(boss, link);
        assertTrue(
                refused("wrong-state", () -> world.refuse(boss, link, Kind.COMPANY, null))
                        .detail()
                        .endsWith("is group-accepted."));
    }

    @Test
    public void when_the_event_cannot_be_stored_the_answer_does_not_happen() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.FIRM);
        world.accept(boss, link, Kind.COMPANY);
        PartnerRequests.Request request = world.request(boss.space(), link, Kind.COMPANY);
        LinkRequests.Status status = world.status(secondary, link);
        world.failing = "partner.group-accepted";

        assertThrows(IllegalStateException.class, () -> world.acceptGroup(boss, link));

        assertEquals(request, world.request(boss.space(), link, Kind.COMPANY));
        assertEquals(status, world.status(secondary, link));
        assertFalse(world.reads(boss, secondary));
    }

    @Test
    public void p4_only_a_company_is_accepted_into_a_group() {
        String link = world.link(main, secondary);
        String request = world.request(boss.space(), link, Kind.FIRM).id();

        refused(
                "not-a-company",
                () ->
                        world.requests.acceptGroup(
                                boss.space(), request, Optional.empty(), boss.actor()));
    }

    @Test
    public void p5_the_firm_may_be_accepted_before_or_after_the_group() {
        String first = world.link(main, secondary);
        world.accept(boss, first, Kind.COMPANY);
        world.acceptGroup(boss, first);
        assertFalse(world.reads(boss, secondary));
        world.accept(boss, first, Kind.FIRM);
        assertTrue(world.reads(boss, secondary));

        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        String second = world.link(main, third);
        world.accept(boss, second, Kind.FIRM);
        assertFalse(world.reads(boss, third));
        world.accept(boss, second, Kind.COMPANY);
        world.acceptGroup(boss, second);
        assertTrue(world.reads(boss, third));
    }

    @Test
    public void p5_the_secondary_holders_own_acceptance_of_the_firm_does_not_count_for_the_main() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(own, link, Kind.AGREEMENT);
        world.accept(boss, link, Kind.COMPANY);
        world.acceptGroup(boss, link);

        assertTrue(world.reads(own, secondary));
        assertFalse(world.reads(boss, secondary));

        world.refuse(boss, link, Kind.FIRM, null);
        assertTrue(world.reads(own, secondary));
    }

    @Test
    public void p6_one_row_a_firm_with_its_accounts() {
        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        world.acceptAll(boss, world.link(main, secondary));
        world.acceptAll(boss, world.link(main, third));

        List<Partners.Partner> rows =
                world.partners.list(boss.space(), PageRequest.first(50)).items();

        assertEquals(
                List.of("BATIE CONSTRUCTION", "DEMOLITOR", "TERRASSOR"),
                rows.stream().map(Partners.Partner::name).toList());
        assertEquals(3, rows.get(0).accounts().size());
        assertEquals(1, rows.get(0).accounts().stream().filter(Partners.ForAccount::own).count());
    }

    @Test
    public void p7_accounts_stand_in_french_order_case_ignored_and_pages_join() {
        for (String name : List.of("écluse", "Zinc", "Eclair", "École", "ABRI", "zèbre")) {
            world.acceptAll(
                    boss, world.link(main, world.file(firm, name, name.length() + "@example.org")));
        }
        List<String> names = new java.util.ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<Partners.Account> page =
                    world.partners.accounts(boss.space(), new PageRequest(2, after));
            page.items().forEach(account -> names.add(account.name()));
            assertEquals(7, page.total().value());
            after = page.next().map(cursor -> Cursor.decode(cursor, 2));
        } while (after.isPresent());

        assertEquals(
                List.of("ABRI", "CONSTRUCTOR", "Eclair", "écluse", "École", "zèbre", "Zinc"),
                names);
    }

    @Test
    public void p7_an_account_shows_only_when_something_of_it_is_readable() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        world.acceptGroup(boss, link);

        assertEquals(
                List.of("CONSTRUCTOR"),
                world.partners.accounts(boss.space(), PageRequest.first(50)).items().stream()
                        .map(Partners.Account::name)
                        .toList());
    }

    @Test
    public void p10_the_main_account_removes_a_secondary_and_its_documents_close() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        String space = world.spaces.ofClientFile(firm.id(), secondary.id()).orElseThrow().id();

        world.leave(boss, "company-" + space);

        assertFalse(world.reads(boss, secondary));
        assertEquals(LinkRequests.State.LEFT, world.status(secondary, link).state());
        assertEquals(State.CLOSED, world.request(boss.space(), link, Kind.FIRM).state());
        assertTrue(world.reads(boss, main));
        assertTrue(world.eventTypes().contains("partner.left"));
    }

    @Test
    public void p10_the_secondary_leaves_the_group() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(own, link, Kind.AGREEMENT);
        world.acceptAll(boss, link);
        assertTrue(world.reads(boss, secondary));

        world.leave(own, "company-" + boss.space());

        assertFalse(world.reads(boss, secondary));
        assertTrue(world.reads(own, secondary));
        assertEquals(LinkRequests.State.LEFT, world.status(secondary, link).state());
    }

    @Test
    public void p10_who_leaves_a_firm_reads_nothing_of_it_any_more() {
        ClientFile elsewhere = world.file(other, "CONSTRUCTOR", "c@example.org");
        world.activate(elsewhere, boss.user());
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);

        world.leave(boss, "firm-" + firm.id());

        assertFalse(world.reads(boss, main));
        assertFalse(world.reads(boss, secondary));
        assertEquals(LinkRequests.State.LEFT, world.status(secondary, link).state());
        assertFalse(world.spaces.isActive(firm.id(), main.id()));
        refused("main-without-space", () -> world.link(main, secondary));
    }

    @Test
    public void p10_leaving_needs_what_was_read_last() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        String partner = "firm-" + firm.id();
        long version = world.partners.find(boss.space(), partner).orElseThrow().version();
        world.acceptAll(boss, world.link(main, world.file(firm, "TERRASSOR", "t@example.org")));

        refused("stale", () -> world.partners.leave(boss.space(), partner, version, boss.actor()));
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void p11_the_request_says_what_accepting_opens() {
        String link = world.link(main, secondary);
        assertEquals(Opens.GROUP, world.request(boss.space(), link, Kind.COMPANY).opens());
        assertEquals(Opens.FIRM_DOCUMENTS, world.request(boss.space(), link, Kind.FIRM).opens());

        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        World.Holder own = world.activate(third);
        ClientFile elsewhere = world.file(other, "TERRASSOR", "t@example.org", null);
        world.sent.put(new DocumentCounts.Key(firm.id(), third.id()), Map.of("a/b", 1L));
        world.sent.put(new DocumentCounts.Key(other.id(), elsewhere.id()), Map.of("a/b", 1L));
        String held = world.link(main, third);
        assertEquals(
                Opens.GROUP_ALL_FIRMS, world.request(boss.space(), held, Kind.COMPANY).opens());
        PartnerRequests.Request asked = world.request(own.space(), held, Kind.AGREEMENT);
        assertEquals(Opens.MY_DOCUMENTS, asked.opens());
        assertEquals("CONSTRUCTOR", asked.company().name());
        assertEquals("another space's documents are not counted", 1, asked.waiting().total());
    }

    @Test
    public void p12_a_refused_request_can_be_taken_up_again_and_the_firm_sees_the_reason() {
        String link = world.link(main, secondary);
        world.refuse(boss, link, Kind.COMPANY, "  Je ne connais pas  ");
        LinkRequests.Status status = world.status(secondary, link);
        assertEquals(LinkRequests.State.REFUSED, status.state());
        assertEquals(Optional.of("Je ne connais pas"), status.reason());
        refused("wrong-state", () -> world.accept(boss, link, Kind.COMPANY));

        PartnerRequests.Request again =
                world.requests.reopen(
                        boss.space(),
                        world.request(boss.space(), link, Kind.COMPANY).id(),
                        boss.actor());

        assertEquals(State.PENDING, again.state());
        assertEquals(Optional.empty(), again.reason());
        world.acceptAll(boss, link);
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void p12_a_refused_firm_is_seen_by_the_firm_and_a_new_link_takes_its_place() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        world.acceptGroup(boss, link);
        world.refuse(boss, link, Kind.FIRM, "Pas vous");
        assertEquals(LinkRequests.State.REFUSED, world.status(secondary, link).state());

        String next = world.link(main, secondary);

        assertEquals(LinkRequests.State.CLOSED, world.status(secondary, link).state());
        assertEquals(LinkRequests.State.PENDING, world.status(secondary, next).state());
    }

    @Test
    public void p12_a_long_reason_is_refused_by_its_field() {
        String link = world.link(main, secondary);
        assertEquals(
                "/reason",
                refused(
                                "invalid-fields",
                                () -> world.refuse(boss, link, Kind.FIRM, "x".repeat(501)))
                        .errors()
                        .get(0)
                        .pointer());
    }

    @Test
    public void p12_requests_are_listed_newest_first_by_state_and_page() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            String link = world.link(main, world.file(firm, "S" + i, i + "@example.org"));
            expected.add(world.request(boss.space(), link, Kind.COMPANY).id());
            world.refuse(boss, link, Kind.FIRM, null);
        }
        Set<String> seen = new HashSet<>();
        java.time.Instant last = java.time.Instant.MAX;
        Optional<Cursor> after = Optional.empty();
        do {
            Page<PartnerRequests.Request> page =
                    world.requests.list(
                            boss.space(), Optional.of(State.PENDING), new PageRequest(2, after));
            assertEquals(5, page.total().value());
            for (PartnerRequests.Request request : page.items()) {
                assertTrue(seen.add(request.id()));
                assertTrue(request.createdAt().isBefore(last));
                last = request.createdAt();
            }
            after = page.next().map(cursor -> Cursor.decode(cursor, 2));
        } while (after.isPresent());
        assertEquals(expected, seen);
    }

    @Test
    public void p12_a_made_up_cursor_is_refused() {
        for (Cursor cursor :
                List.of(
                        Cursor.of("x", World.id()),
                        Cursor.of("9223372036854775807", World.id()),
                        Cursor.of("1", "\u0000"))) {
            refused(
                    "bad-cursor",
                    () ->
                            world.requests.list(
                                    boss.space(),
                                    Optional.empty(),
                                    new PageRequest(2, Optional.of(cursor))));
        }
    }

    // S: what must never happen

    @Test
    public void s1_a_link_opens_only_the_vouching_firm() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        ClientFile same = world.file(other, "DEMOLITOR", "d@example.org", null);
        world.activate(same);

        assertEquals(
                Set.of(main.id(), secondary.id()),
                Set.copyOf(world.readable(boss).stream().map(Source::clientFile).toList()));
        assertFalse(world.reads(boss, same));
    }

    @Test
    public void s1_an_equal_email_alone_opens_nothing() {
        ClientFile equal = world.file(firm, "EGALE", "c@example.org");
        world.link(main, equal);

        assertFalse(world.reads(boss, equal));
    }

    @Test
    public void s1_with_the_holders_agreement_a_link_covers_every_firm_he_has_accepted() {
        ClientFile elsewhere = world.file(other, "DEMOLITOR", "d@example.org", "732829320");
        ClientFile here = world.file(firm, "DEMOLITOR", "d@example.org", "732829320");
        World.Holder own = world.activate(elsewhere);
        world.activate(here, own.user());
        String link = world.link(main, here);
        world.accept(own, link, Kind.AGREEMENT);
        world.accept(boss, link, Kind.COMPANY);
        world.acceptGroup(boss, link);

        assertTrue(world.reads(boss, elsewhere));
        assertFalse("its own firm waits for its own acceptance", world.reads(boss, here));
        world.accept(boss, link, Kind.FIRM);
        assertTrue(world.reads(boss, here));

        world.leave(own, "firm-" + other.id());
        assertFalse(world.reads(boss, elsewhere));
    }

    @Test
    public void s1_when_he_who_agreed_is_gone_only_the_vouching_firm_stays() {
        ClientFile elsewhere = world.file(other, "DEMOLITOR", "d@example.org", "732829320");
        ClientFile here = world.file(firm, "DEMOLITOR", "d@example.org", "732829320");
        World.Holder own = world.activate(elsewhere);
        world.activate(here, own.user());
        String link = world.link(main, here);
        world.accept(own, link, Kind.AGREEMENT);
        world.acceptAll(boss, link);
        assertTrue(world.reads(boss, elsewhere));

        world.disabled.add(own.user());

        assertFalse(world.reads(boss, elsewhere));
        assertTrue(world.reads(boss, here));
    }

    @Test
    public void s1_a_holder_who_comes_later_opens_nothing_more() {
        ClientFile here = world.file(firm, "DEMOLITOR", "d@example.org", "732829320");
        String link = world.link(main, here);
        world.acceptAll(boss, link);
        World.Holder own = world.activate(here);
        assertEquals(
                "he gets the space that was made for the link",
                own.space(),
                world.spaces.ofClientFile(firm.id(), here.id()).orElseThrow().id());
        ClientFile elsewhere = world.file(other, "DEMOLITOR", "d@example.org", "732829320");
        assertEquals(own.space(), world.activate(elsewhere, own.user()).space());

        assertTrue(world.reads(own, elsewhere));
        assertTrue(world.reads(boss, here));
        assertFalse(world.reads(boss, elsewhere));
    }

    @Test
    public void s2_the_secondarys_holder_must_agree_in_his_own_session() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        String agreement = world.request(own.space(), link, Kind.AGREEMENT).id();
        world.accept(boss, link, Kind.COMPANY);
        world.accept(boss, link, Kind.FIRM);

        assertFalse(
                world.request(boss.space(), link, Kind.COMPANY)
                        .steps()
                        .contains(Step.ACCEPT_GROUP));
        refused("agreement-missing", () -> world.acceptGroup(boss, link));
        refused("not-found", () -> world.requests.accept(own.space(), agreement, boss.actor()));
        refused("not-found", () -> world.requests.accept(boss.space(), agreement, boss.actor()));
        assertFalse(world.reads(boss, secondary));

        world.accept(own, link, Kind.AGREEMENT);
        world.acceptGroup(boss, link);
        assertTrue(world.reads(boss, secondary));
        assertTrue(world.eventTypes().contains("partner.agreed"));
    }

    @Test
    public void s2_a_refused_agreement_keeps_the_group_closed() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        world.refuse(own, link, Kind.AGREEMENT, "Jamais");

        refused("agreement-missing", () -> world.acceptGroup(boss, link));
        assertEquals(LinkRequests.State.REFUSED, world.status(secondary, link).state());
        assertEquals(Optional.of("Jamais"), world.status(secondary, link).reason());
    }

    @Test
    public void s2_who_holds_both_accounts_cannot_agree_for_the_other_holder() {
        World.Holder own = world.activate(secondary);
        world.holders.get(own.space()).add(boss.user());
        String link = world.link(main, secondary);
        String agreement = world.request(own.space(), link, Kind.AGREEMENT).id();

        refused(
                "own-holder-must-agree",
                () -> world.requests.accept(own.space(), agreement, boss.actor()));
        world.accept(own, link, Kind.AGREEMENT);
    }

    @Test
    public void s2_who_alone_holds_both_accounts_needs_nobodys_agreement() {
        world.activate(secondary, boss.user());
        String link = world.link(main, secondary);
        assertEquals(
                Agreement.NONE_NEEDED, world.request(boss.space(), link, Kind.COMPANY).agreement());
        world.acceptAll(boss, link);
    }

    @Test
    public void s2_a_holder_who_comes_before_the_group_is_accepted_is_asked() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        World.Holder own = world.activate(secondary);

        refused("agreement-missing", () -> world.acceptGroup(boss, link));
        world.accept(own, link, Kind.AGREEMENT);
        world.acceptGroup(boss, link);
    }

    @Test
    public void s2_a_holder_nobody_told_us_of_is_asked_at_the_answer_and_that_is_stored() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        String space = world.spaces.ofClientFile(firm.id(), secondary.id()).orElseThrow().id();
        world.holders.put(space, new HashSet<>(Set.of("late")));

        refused("agreement-missing", () -> world.acceptGroup(boss, link));

        assertEquals(State.PENDING, world.request(space, link, Kind.AGREEMENT).state());
        refused("agreement-missing", () -> world.acceptGroup(boss, link));
        world.accept(new World.Holder("late", space), link, Kind.AGREEMENT);
        world.acceptGroup(boss, link);
    }

    @Test
    public void s2_a_holder_who_comes_between_the_two_answers_is_asked_as_well() {
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        world.acceptGroup(boss, link);
        World.Holder own = world.activate(secondary);

        refused("agreement-missing", () -> world.accept(boss, link, Kind.FIRM));
        assertFalse(world.reads(boss, secondary));
        world.accept(own, link, Kind.AGREEMENT);
        world.accept(boss, link, Kind.FIRM);
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void s2_another_holder_must_agree_anew() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(boss, link, Kind.COMPANY);
        world.accept(own, link, Kind.AGREEMENT);
        world.holders.put(own.space(), new HashSet<>(Set.of("successor")));

        refused("agreement-missing", () -> world.acceptGroup(boss, link));
        world.requests.accept(
                own.space(),
                world.requests
                        .list(own.space(), Optional.of(State.PENDING), PageRequest.first(1))
                        .items()
                        .get(0)
                        .id(),
                Actor.user("successor"));
        world.acceptGroup(boss, link);
    }

    @Test
    public void s2_an_invitation_never_hands_on_a_space_that_somebody_holds_or_held() {
        World.Holder own = world.activate(secondary);
        ClientFile elsewhere = world.file(other, "DEMOLITOR", "d@example.org", null);
        world.activate(elsewhere, own.user());

        World.Holder stranger = world.activate(secondary);
        assertNotEquals(own.space(), stranger.space());
        assertFalse(world.reads(stranger, secondary));
        assertTrue(world.reads(own, secondary));

        world.disabled.add(own.user());
        World.Holder successor = world.activate(secondary);
        assertNotEquals(own.space(), successor.space());
        assertTrue(world.reads(successor, secondary));
        assertFalse(world.reads(successor, elsewhere));
        assertFalse(world.reads(own, secondary));
    }

    @Test
    public void s2_a_successors_coming_ends_the_links_of_the_former_space() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(own, link, Kind.AGREEMENT);
        world.acceptAll(boss, link);
        world.disabled.add(own.user());

        world.activate(secondary);

        assertFalse(world.reads(boss, secondary));
        assertEquals(LinkRequests.State.LEFT, world.status(secondary, link).state());
    }

    @Test
    public void s2_the_former_contact_freezes_and_nothing_opens_until_the_email_changes() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        String token = world.freezeToken(secondary);
        assertTrue(world.freezes.show(token).orElseThrow().possible());
        assertTrue("a GET changes nothing", world.reads(boss, secondary));

        world.freezes.freeze(token);

        assertFalse(world.reads(boss, secondary));
        assertEquals(LinkRequests.State.FROZEN, world.status(secondary, link).state());
        refused("frozen", () -> world.link(main, secondary));
        refused("wrong-state", () -> world.acceptGroup(boss, link));
        world.addresses.handle(world.changeEmail(secondary, "new@example.org"));
        world.link(main, secondary);
    }

    @Test
    public void s2_a_freeze_before_any_link_holds_as_well() {
        world.freezes.freeze(world.freezeToken(secondary));

        refused("frozen", () -> world.link(main, secondary));
        assertTrue(world.eventTypes().contains("partner.frozen"));
    }

    @Test
    public void s2_a_held_account_is_not_frozen_from_outside() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.accept(own, link, Kind.AGREEMENT);
        world.acceptAll(boss, link);
        String token = world.freezeToken(secondary);

        assertFalse(world.freezes.show(token).orElseThrow().possible());
        refused("account-held", () -> world.freezes.freeze(token));
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void s2_the_main_accounts_holder_cannot_block_a_freeze_by_holding_the_secondary() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);
        world.activate(secondary, boss.user());

        world.freezes.freeze(world.freezeToken(secondary));

        assertEquals(LinkRequests.State.FROZEN, world.status(secondary, link).state());
    }

    @Test
    public void s2_an_unknown_token_freezes_nothing() {
        refused("not-found", () -> world.freezes.freeze("unknown"));
        assertEquals(Optional.empty(), world.freezes.show("unknown"));
    }

    @Test
    public void s2_the_former_address_is_told_only_while_nobody_holds_the_account() {
        world.link(main, secondary);
        assertEquals(
                List.of("former@example.org"),
                world.events.stream().flatMap(e -> formerEmail(e).stream()).toList());

        world.events.clear();
        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        world.activate(third);
        world.link(main, third);
        assertEquals(
                List.of(), world.events.stream().flatMap(e -> formerEmail(e).stream()).toList());
    }

    private static Optional<String> formerEmail(Event event) {
        return Optional.ofNullable(event.data().get("formerEmail"));
    }

    @Test
    public void s2c_any_change_of_what_was_shown_makes_the_request_void_for_good() {
        Map<String, Runnable> changes =
                Map.of(
                        "secondary's e-mail",
                        () -> world.rewrite(secondary, "DEMOLITOR", "x@example.org"),
                        "main's e-mail",
                        () -> world.rewrite(main, "CONSTRUCTOR", "x@example.org"),
                        "secondary's name",
                        () -> world.rewrite(secondary, "DEMOLITEUR", "d@example.org"),
                        "main's name",
                        () -> world.rewrite(main, "CONSTRUCTEUR", "c@example.org"),
                        "firm's name",
                        () ->
                                world.firms.put(
                                        firm.id(), new Firm(firm.id(), "AUTRE NOM", firm.siret())),
                        "firm gone",
                        () -> world.firms.remove(firm.id()),
                        "file gone",
                        () -> world.files.remove(firm.id() + "/" + secondary.id()),
                        "another holder of the main account",
                        () -> world.holders.get(boss.space()).add("newcomer"),
                        "operator may not act any more",
                        () -> world.operators.clear());
        changes.forEach(
                (what, change) -> {
                    begin();
                    companies();
                    String link = world.link(main, secondary);
                    world.accept(boss, link, Kind.COMPANY);
                    world.accept(boss, link, Kind.FIRM);
                    change.run();

                    refused("void", () -> world.acceptGroup(boss, link));

                    assertEquals(
                            what,
                            State.VOID,
                            world.request(boss.space(), link, Kind.COMPANY).state());
                    assertEquals(
                            what, State.VOID, world.request(boss.space(), link, Kind.FIRM).state());
                    assertEquals(
                            what, LinkRequests.State.VOID, world.status(secondary, link).state());
                    refused("void", () -> world.acceptGroup(boss, link));
                    assertFalse(what, world.reads(boss, secondary));
                    assertTrue(world.eventTypes().contains("partner.voided"));
                });
    }

    @Test
    public void s2c_an_agreement_is_bound_to_what_was_shown_too() {
        World.Holder own = world.activate(secondary);
        String link = world.link(main, secondary);
        world.rewrite(main, "CONSTRUCTEUR", "c@example.org");

        refused("void", () -> world.accept(own, link, Kind.AGREEMENT));
        assertEquals(State.VOID, world.request(boss.space(), link, Kind.COMPANY).state());
    }

    @Test
    public void s2c_a_changed_email_voids_what_waits_and_leaves_what_is_open() {
        String open = world.link(main, secondary);
        world.acceptAll(boss, open);
        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        String waiting = world.link(main, third);
        world.accept(boss, waiting, Kind.COMPANY);

        world.addresses.handle(world.changeEmail(main, "x@example.org"));

        assertEquals(LinkRequests.State.VOID, world.status(third, waiting).state());
        assertEquals(LinkRequests.State.GROUP_ACCEPTED, world.status(secondary, open).state());
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void s2c_a_late_event_does_not_void_the_link_that_the_change_led_to() {
        Event change = world.changeEmail(secondary, "c@example.org");
        String link = world.link(main, secondary);

        world.addresses.handle(change);

        assertEquals(LinkRequests.State.PENDING, world.status(secondary, link).state());
    }

    @Test
    public void s2c_an_email_that_changed_there_and_back_voids_as_well() {
        String link = world.link(main, secondary);
        Event there = world.changeEmail(secondary, "x@example.org");
        world.changeEmail(secondary, "d@example.org");

        world.addresses.handle(there);

        assertEquals(LinkRequests.State.VOID, world.status(secondary, link).state());
    }

    @Test
    public void s2d_no_chains() {
        ClientFile third = world.file(firm, "TERRASSOR", "t@example.org");
        World.Holder middle = world.activate(secondary);
        world.acceptAll(middle, world.link(secondary, third));
        String link = world.link(main, secondary);
        world.accept(middle, link, Kind.AGREEMENT);
        world.acceptAll(boss, link);

        assertTrue(world.reads(middle, third));
        assertTrue(world.reads(boss, secondary));
        assertFalse(world.reads(boss, third));
    }

    @Test
    public void s3_two_firms_never_share_a_space_that_a_link_made() {
        ClientFile otherMain = world.file(other, "CONSTRUCTOR", "c@example.org");
        world.activate(otherMain, boss.user());
        ClientFile same = world.file(other, "DEMOLITOR", "d@example.org", "732829320");
        ClientFile here = world.file(firm, "DEMOLITOR", "d@example.org", "732829320");
        world.link(main, here);
        world.link(otherMain, same);

        assertNotEquals(
                world.spaces.ofClientFile(firm.id(), here.id()).orElseThrow().id(),
                world.spaces.ofClientFile(other.id(), same.id()).orElseThrow().id());
    }

    @Test
    public void s3_another_firms_link_and_file_are_not_found() {
        String link = world.link(main, secondary);
        ClientFile foreign = world.file(other, "AILLEURS", "a@example.org");

        assertEquals(Map.of(), world.links.statuses(other.id(), List.of(link)));
        world.links.close(other.id(), link, World.operator());
        assertEquals(LinkRequests.State.PENDING, world.status(secondary, link).state());
        refused(
                "not-found",
                () ->
                        world.links.open(
                                new LinkRequests.LinkOrder(
                                        World.id(),
                                        firm.id(),
                                        main.id(),
                                        foreign.id(),
                                        Optional.empty(),
                                        World.operator())));
    }

    @Test
    public void s3_a_foreign_request_is_not_found() {
        String link = world.link(main, secondary);
        String request = world.request(boss.space(), link, Kind.COMPANY).id();
        World.Holder stranger = world.activate(world.file(other, "AILLEURS", "a@example.org"));

        assertEquals(Optional.empty(), world.requests.find(stranger.space(), request));
        refused(
                "not-found",
                () -> world.requests.accept(stranger.space(), request, stranger.actor()));
        refused("not-found", () -> world.requests.accept(boss.space(), request, stranger.actor()));
    }

    // links and spaces

    @Test
    public void g6_a_link_needs_a_main_account_with_an_active_space() {
        refused("main-without-space", () -> world.link(secondary, main));
        world.disabled.add(boss.user());
        refused("main-without-space", () -> world.link(main, secondary));
    }

    @Test
    public void g6_a_company_is_linked_once() {
        world.link(main, secondary);
        refused("already-linked", () -> world.link(main, secondary));
    }

    @Test
    public void g10_an_undone_link_closes_its_documents_and_can_be_made_again() {
        String link = world.link(main, secondary);
        world.acceptAll(boss, link);

        world.links.close(firm.id(), link, World.operator());
        world.links.close(firm.id(), link, World.operator());

        assertFalse(world.reads(boss, secondary));
        assertEquals(1, world.eventTypes().stream().filter("partner.closed"::equals).count());
        refused("wrong-state", () -> world.acceptGroup(boss, link));
        world.acceptAll(boss, world.link(main, secondary));
        assertTrue(world.reads(boss, secondary));
    }

    @Test
    public void g9_taking_up_an_invitation_accepts_this_firm_for_this_company() {
        assertTrue(world.spaces.isActive(firm.id(), main.id()));
        assertTrue(world.reads(boss, main));
        assertFalse(world.spaces.isActive(firm.id(), secondary.id()));

        Event again = world.activation(main, boss.user(), boss.space(), true);
        world.arrivals.handle(again);
        assertEquals(1, world.readable(boss).size());
    }

    @Test
    public void g9_an_invitation_is_void_once_the_client_file_has_another_email_or_is_gone() {
        Firm firm = world.firm("BATIE");
        ClientFile file = world.file(firm, "CONSTRUCTOR", "wrnog@constructor.fr");
        Event early = world.activation(file, "stranger", World.id(), true);
        world.changeEmail(file, "wrong@constructor.fr");
        world.arrivals.handle(early);
        assertFalse(world.reads(early.get("space"), file));
        Event known = world.activation(file, "stranger", World.id(), false);
        world.changeEmail(file, "right@constructor.fr");
        world.arrivals.handle(known);
        assertEquals(Optional.empty(), world.spaces.ofClientFile(firm.id(), file.id()));
        Event late = world.activation(file, "stranger", World.id(), false);
        world.files.remove(file.firm() + "/" + file.id());
        world.arrivals.handle(late);
        assertEquals(Optional.empty(), world.spaces.ofClientFile(firm.id(), file.id()));
    }

    @Test
    public void g9_a_holder_who_takes_up_a_second_firms_invitation_keeps_one_space_a_company() {
        ClientFile first = world.file(firm, "TERRASSOR", "t@example.org", "732829320");
        ClientFile second = world.file(other, "TERRASSOR", "t@example.org", "732829320");
        ClientFile third = world.file(other, "AUTRE", "t@example.org", "552100554");
        World.Holder own = world.activate(first);

        assertEquals(own.space(), world.activate(second, own.user()).space());
        assertNotEquals(own.space(), world.activate(third, own.user()).space());
        assertTrue(world.reads(own, first));
        assertTrue(world.reads(own, second));
        assertFalse(world.reads(own, third));
    }

    @Test
    public void g9_the_holder_of_a_space_made_by_a_link_loses_the_provisional_one() {
        world.link(main, secondary);
        String provisional = World.id();
        world.holders.put(provisional, new HashSet<>(Set.of("dora")));

        world.arrivals.handle(world.activation(secondary, "dora", provisional, true));

        String space = world.spaces.ofClientFile(firm.id(), secondary.id()).orElseThrow().id();
        assertTrue(world.isHolder(space, "dora"));
        assertFalse(world.isHolder(provisional, "dora"));
        assertTrue(world.spaces.isActive(firm.id(), secondary.id()));
    }
}
