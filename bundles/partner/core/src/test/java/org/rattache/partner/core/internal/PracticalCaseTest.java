package org.rattache.partner.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.Partners;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.testkit.TestDatabase;

/** The practical case of the product, from the validated link to the left menu. */
public final class PracticalCaseTest extends SliceTest {

    public PracticalCaseTest(TestDatabase.Kind kind) {
        super(kind);
    }

    @Test
    public void practical_case() {
        Firm batie = world.firm("BATIE CONSTRUCTION");
        ClientFile constructorFile = world.file(batie, "CONSTRUCTOR", "c@example.org", "732829320");
        World.Holder constructor = world.activate(constructorFile);
        ClientFile demolitorFile = world.file(batie, "DEMOLITOR", "c@example.org");
        world.sent.put(
                new DocumentCounts.Key(batie.id(), demolitorFile.id()),
                Map.of("application/pdf", 1L));

        String link = world.link(constructorFile, demolitorFile);

        List<PartnerRequests.Request> waiting =
                world.requests
                        .list(
                                constructor.space(),
                                Optional.of(PartnerRequests.State.PENDING),
                                PageRequest.first(50))
                        .items();
        assertEquals(
                Set.of(Kind.COMPANY, Kind.FIRM),
                Set.copyOf(waiting.stream().map(PartnerRequests.Request::kind).toList()));
        for (PartnerRequests.Request request : waiting) {
            assertEquals("BATIE CONSTRUCTION", request.firm().name());
            assertEquals(Optional.of("73282932000074"), request.firm().siret());
            assertEquals("DEMOLITOR", request.company().name());
            assertEquals(Map.of("application/pdf", 1L), request.waiting().byType());
        }
        assertFalse(world.reads(constructor, demolitorFile));

        world.accept(constructor, link, Kind.COMPANY);
        assertFalse(world.reads(constructor, demolitorFile));
        world.acceptGroup(constructor, link);
        assertFalse(world.reads(constructor, demolitorFile));
        world.accept(constructor, link, Kind.FIRM);
        assertTrue(world.reads(constructor, demolitorFile));
        assertEquals(LinkRequests.State.GROUP_ACCEPTED, world.status(demolitorFile, link).state());
        assertTrue(world.status(demolitorFile, link).firmAccepted());

        List<Partners.Partner> partners =
                world.partners.list(constructor.space(), PageRequest.first(50)).items();
        assertEquals(
                List.of("BATIE CONSTRUCTION", "DEMOLITOR"),
                partners.stream().map(Partners.Partner::name).toList());
        assertEquals(
                Set.of("CONSTRUCTOR", "DEMOLITOR"),
                Set.copyOf(
                        partners.get(0).accounts().stream()
                                .map(Partners.ForAccount::name)
                                .toList()));
        assertTrue(partners.get(1).inGroup());

        List<Partners.Account> accounts =
                world.partners.accounts(constructor.space(), PageRequest.first(50)).items();
        assertEquals(
                List.of("CONSTRUCTOR", "DEMOLITOR"),
                accounts.stream().map(Partners.Account::name).toList());
        assertEquals(List.of(true, false), accounts.stream().map(Partners.Account::own).toList());
        assertEquals(List.of(0L, 1L), accounts.stream().map(Partners.Account::unread).toList());
        assertEquals(
                List.of(
                        "partner.request-sent",
                        "partner.request-sent",
                        "partner.accepted",
                        "partner.group-accepted",
                        "partner.accepted"),
                world.eventTypes());
    }
}
