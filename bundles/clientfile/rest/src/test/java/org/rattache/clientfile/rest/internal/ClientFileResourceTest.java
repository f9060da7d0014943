package org.rattache.clientfile.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.FirmRole;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Page;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.PageBody;
import org.rattache.platform.rest.PageParameters;
import org.rattache.platform.rest.PreconditionRequiredProblem;

public final class ClientFileResourceTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final ClientFileRequest REQUEST =
            new ClientFileRequest("Demolitor", null, null, null, "a@b.fr", null, null, null);
    private static final ClientFileData DATA =
            new ClientFileData(
                    "Demolitor",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("a@b.fr"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final List<List<Object>> calls = new ArrayList<>();
    private Object answer;
    private final ClientFileResource resource =
            new ClientFileResource(
                    fake(
                            ClientFiles.class,
                            (method, arguments) -> {
                                List<Object> call = new ArrayList<>(List.of(method));
                                call.addAll(Arrays.asList(arguments));
                                calls.add(call);
                                if (answer instanceof RuntimeException e) {
                                    throw e;
                                }
                                return answer;
                            }));

    @Test
    public void a_created_file_has_its_address_and_its_version() {
        answer = file(false, 1);
        Response response = resource.create("firm-1", REQUEST, operator());
        assertEquals(201, response.getStatus());
        assertEquals(
                "/api/clientfile/v1/firms/firm-1/client-files/id-1",
                response.getHeaderString(HttpHeaders.LOCATION));
        assertEquals("1", response.getEntityTag().getValue());
        assertEquals(ClientFileBody.of(file(false, 1)), response.getEntity());
        assertEquals(List.of(List.of("create", "firm-1", DATA, Actor.user("operator-1"))), calls);
    }

    @Test
    public void g1_a_file_leads_to_its_link_window_only_while_a_link_is_proposed() {
        assertEquals(Optional.empty(), ClientFileBody.of(file(false, 1)).links().link());
        assertEquals(
                Optional.of("/api/linking/v1/firms/firm-1/client-files/id-1/suggestions"),
                ClientFileBody.of(file(true, 1)).links().link());
    }

    @Test
    public void a_file_that_is_not_there_is_not_found() {
        answer = Optional.empty();
        DomainException refused =
                assertThrows(DomainException.class, () -> resource.get("firm-1", "id-1"));
        assertEquals(DomainException.Category.NOT_FOUND, refused.category());
    }

    @Test
    public void g12_a_change_needs_the_version_that_was_read() {
        answer = file(false, 8);
        Response response =
                resource.change("firm-1", "id-1", REQUEST, ifMatch("\"7\""), operator());
        assertEquals(200, response.getStatus());
        assertEquals("8", response.getEntityTag().getValue());
        assertEquals(
                List.of(List.of("change", "firm-1", "id-1", 7L, DATA, Actor.user("operator-1"))),
                calls);
        calls.clear();
        assertThrows(
                PreconditionRequiredProblem.class,
                () -> resource.change("firm-1", "id-1", REQUEST, ifMatch(null), operator()));
        assertThrows(
                PreconditionRequiredProblem.class,
                () -> resource.delete("firm-1", "id-1", ifMatch(null), operator()));
        assertThrows(
                DomainException.class,
                () -> resource.delete("firm-1", "id-1", ifMatch("*"), operator()));
        assertEquals(List.of(), calls);
    }

    @Test
    public void a_deleted_file_leaves_an_empty_answer() {
        Response response = resource.delete("firm-1", "id-1", ifMatch("\"7\""), operator());
        assertEquals(204, response.getStatus());
        assertEquals(
                List.of(List.of("delete", "firm-1", "id-1", 7L, Actor.user("operator-1"))), calls);
    }

    @Test
    public void g9_an_invitation_is_accepted_not_yet_sent() {
        answer = file(false, 1);
        assertEquals(202, resource.invite("firm-1", "id-1", operator()).getStatus());
    }

    @Test
    public void a_list_passes_on_what_it_is_narrowed_to() throws Exception {
        answer = new Page<>(List.of(file(true, 1)), Optional.of("x"), new Page.Total(7, true));
        PageBody<ClientFileBody> page =
                resource.list("firm-1", "dém", "a@b.fr", "newest", parameters(null));
        assertEquals(List.of(ClientFileBody.of(file(true, 1))), page.items());
        assertEquals("x", page.next());
        assertEquals(
                new ClientFiles.Query(
                        Optional.of("dém"), Optional.of("a@b.fr"), ClientFiles.Sort.NEWEST),
                calls.get(0).get(2));
        resource.list("firm-1", null, null, null, parameters(null));
        assertEquals(
                new ClientFiles.Query(Optional.empty(), Optional.empty(), ClientFiles.Sort.NAME),
                calls.get(1).get(2));
    }

    @Test
    public void a_malformed_list_request_is_told_which_parameter_is_wrong() throws Exception {
        answer = DomainException.invalid("bad-cursor", "no");
        assertEquals(
                List.of("bad-sort", "bad-query", "bad-query", "bad-cursor", "bad-cursor"),
                List.of(
                        code(null, null, "NAME", null),
                        code("q".repeat(255), null, null, null),
                        code(null, "q".repeat(255), null, null),
                        code(null, null, null, "%%%"),
                        code(null, null, null, null)));
    }

    private String code(String q, String email, String sort, String after) throws Exception {
        PageParameters parameters = parameters(after);
        return assertThrows(
                        BadRequestProblem.class,
                        () -> resource.list("firm-1", q, email, sort, parameters))
                .code();
    }

    /** As JAX-RS fills it. */
    private static PageParameters parameters(String after) throws Exception {
        PageParameters parameters = new PageParameters();
        for (Map.Entry<String, String> field :
                Map.of("limit", "50", "after", after == null ? "" : after).entrySet()) {
            var declared = PageParameters.class.getDeclaredField(field.getKey());
            declared.setAccessible(true);
            declared.set(parameters, field.getValue());
        }
        return parameters;
    }

    private static ClientFile file(boolean proposalOpen, long version) {
        return new ClientFile(
                "firm-1",
                "id-1",
                DATA,
                Optional.empty(),
                Optional.of("a@b.fr"),
                proposalOpen,
                Optional.empty(),
                CREATED,
                CREATED,
                version);
    }

    private static SecurityContext operator() {
        Principal caller =
                new Caller(
                        Caller.Kind.USER,
                        "operator-1",
                        false,
                        Map.of("firm-1", FirmRole.OPERATOR),
                        Set.of(),
                        Set.of());
        return fake(SecurityContext.class, (method, arguments) -> caller);
    }

    private static HttpHeaders ifMatch(String value) {
        return fake(HttpHeaders.class, (method, arguments) -> value);
    }

    private interface Behaviour {
        Object answer(String method, Object... arguments);
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                behaviour.answer(
                                        method.getName(),
                                        arguments == null ? new Object[0] : arguments)));
    }
}
