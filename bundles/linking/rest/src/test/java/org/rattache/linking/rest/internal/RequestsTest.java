package org.rattache.linking.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.rattache.linking.api.LinkState;
import org.rattache.linking.api.Links;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;

/** What JSON leaves out becomes a named error, never a failure of ours. */
public class RequestsTest {

    private static List<String> pointers(LinkRequest request) {
        return assertThrows(DomainException.class, () -> Requests.validation(request))
                .errors()
                .stream()
                .map(DomainException.FieldError::pointer)
                .toList();
    }

    @Test
    public void everything_that_is_missing_is_named_at_once() {
        assertEquals(
                List.of("/main", "/secondaries", "/digest"),
                pointers(new LinkRequest(null, null, null, null)));
    }

    @Test
    public void nulls_inside_of_lists_and_maps_are_named() {
        assertEquals(
                List.of("/secondaries/1", "/suggestedBy"),
                pointers(
                        new LinkRequest(
                                "m",
                                Arrays.asList("a", null),
                                "d",
                                Collections.singletonMap("a", null))));
        assertEquals(
                List.of("/secondaries"),
                pointers(
                        new LinkRequest(
                                "m",
                                Collections.nCopies(Links.MAX_SECONDARIES + 1, null),
                                "d",
                                Map.of())));
    }

    @Test
    public void a_whole_request_is_taken_over() {
        Links.Validation validation =
                Requests.validation(
                        new LinkRequest("m", List.of("a"), "d", Map.of("a", "exact-keys")));
        assertEquals(
                new Links.Validation("m", List.of("a"), "d", Map.of("a", "exact-keys")),
                validation);
    }

    @Test
    public void states_are_read_as_they_are_written() {
        for (LinkState state : LinkState.values()) {
            assertEquals(
                    state, Names.parse("state", Names.of(state), LinkState.values()).orElseThrow());
        }
        assertThrows(
                BadRequestProblem.class, () -> Names.parse("state", "PENDING", LinkState.values()));
    }
}
