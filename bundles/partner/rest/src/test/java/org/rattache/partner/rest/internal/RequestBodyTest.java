package org.rattache.partner.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.rattache.partner.api.LinkSafeguards;
import org.rattache.partner.api.PartnerRequests.Agreement;
import org.rattache.partner.api.PartnerRequests.Company;
import org.rattache.partner.api.PartnerRequests.FirmCard;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.Opens;
import org.rattache.partner.api.PartnerRequests.Request;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.api.PartnerRequests.Step;
import org.rattache.partner.api.PartnerRequests.Waiting;

public final class RequestBodyTest {

    @Test
    public void p11_a_request_shows_who_asks_how_much_waits_and_what_it_opens() {
        RequestBody body =
                RequestBody.of(
                        new Request(
                                "r",
                                "space",
                                Kind.COMPANY,
                                State.GROUP_ACCEPTED,
                                new FirmCard("f", "BATIE", Optional.of("73282932000074")),
                                new Company("DEMOLITOR", Optional.empty()),
                                Agreement.NONE_NEEDED,
                                new Waiting(2, Map.of("application/pdf", 2L)),
                                Opens.GROUP_ALL_FIRMS,
                                "link",
                                Instant.EPOCH,
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(Step.ACCEPT_GROUP, Step.REFUSE),
                                new LinkSafeguards.Safeguards(7, true),
                                Optional.of(Instant.EPOCH),
                                3));

        assertEquals("company", body.kind());
        assertEquals("group-accepted", body.state());
        assertEquals("73282932000074", body.firm().siret());
        assertNull(body.company().siren());
        assertEquals("none-needed", body.agreement());
        assertEquals(Map.of("application/pdf", 2L), body.waiting().byType());
        assertEquals("group-all-firms", body.opens());
        assertTrue(body.steps().acceptGroup());
        assertTrue(body.steps().refuse());
        assertFalse(body.steps().accept());
        assertFalse(body.steps().reopen());
        assertTrue(body.codeRequired());
        assertEquals(7, body.earlierDocumentsDelayDays());
        assertEquals(Instant.EPOCH, body.earlierDocumentsOpenAt());
    }

    @Test
    public void every_state_is_read_back_from_its_text_and_nothing_else_is() {
        for (State state : State.values()) {
            assertEquals(Optional.of(state), Texts.parse(State.class, Texts.of(state)));
        }
        assertEquals(Optional.empty(), Texts.parse(State.class, "PENDING"));
        assertEquals(Optional.empty(), Texts.parse(State.class, ""));
    }
}
