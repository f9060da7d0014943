package org.rattache.itests.container;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.sql.DataSource;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.osgi.service.jaxrs.runtime.dto.ApplicationDTO;
import org.osgi.service.jaxrs.runtime.dto.ResourceDTO;
import org.osgi.service.jaxrs.runtime.dto.ResourceMethodInfoDTO;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentFilter;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.ReadableDocuments;
import org.rattache.document.api.ReadableDocuments.Purpose;
import org.rattache.document.api.SentDocuments;
import org.rattache.document.api.Uploads;
import org.rattache.identity.api.Accounts;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmAdministration.Invitation;
import org.rattache.identity.api.FirmAdministration.NewFirm;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.linking.api.ClientsToLink;
import org.rattache.linking.api.LinkPreview;
import org.rattache.linking.api.Links;
import org.rattache.partner.api.PartnerRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.Request;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.partner.api.Spaces;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;

/** Bundles of the running system are stopped and started: nothing opens, nothing is lost. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ModulesInContainerIT {

    private static final List<String> GUARDED =
            List.of(
                    "/api/clientfile/v1/firms/f/client-files",
                    "/api/linking/v1/firms/f/links",
                    "/api/partner/v1/spaces/s/requests",
                    "/api/document/v1/spaces/s/accounts/a/documents",
                    "/api/audit/v1/verification",
                    "/api/notification/v1/firms/f/webhooks",
                    "/api/dashboard/v1/firms/f/actions",
                    "/api/panel/v1/firms/f/panels",
                    "/api/identity/v1/firms");

    @Inject private BundleContext context;

    @Inject private ClientFiles clientFiles;

    @Inject private FirmAdministration administration;

    @Inject private OneTimeLinks oneTimeLinks;

    @Inject private Accounts accounts;

    @Inject private Memberships memberships;

    @Inject private Spaces spaces;

    @Inject private ClientsToLink clientsToLink;

    @Inject private Links links;

    @Inject private PartnerRequests requests;

    @Inject private Uploads uploads;

    @Inject private JaxrsServiceRuntime whiteboard;

    @Inject private SentDocuments sent;

    @Inject private ReadableDocuments readable;

    @Inject
    @Filter("(osgi.jndi.service.name=rattache)")
    private DataSource dataSource;

    @Configuration
    public Option[] configuration() {
        return Container.options();
    }

    @Before
    public void ready() throws Exception {
        await(() -> status("/ready") == 200);
    }

    @Test
    public void every_bundle_is_active() {
        List<String> notActive =
                Stream.of(context.getBundles())
                        .filter(bundle -> bundle.getHeaders().get("Fragment-Host") == null)
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .filter(
                                bundle ->
                                        bundle.getState() != Bundle.STARTING
                                                || bundle.getHeaders()
                                                                .get("Bundle-ActivationPolicy")
                                                        == null)
                        .map(Bundle::getSymbolicName)
                        .toList();
        assertEquals(List.of(), notActive);
    }

    @Test
    public void what_is_served_is_what_is_described() throws Exception {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path :
                new ObjectMapper()
                        .readTree(get("/api/openapi.json").body())
                        .path("paths")
                        .properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        Set<String> served = new TreeSet<>();
        Set<String> applications = new TreeSet<>();
        for (ApplicationDTO application : whiteboard.getRuntimeDTO().applicationDTOs) {
            if (!application.name.startsWith("rattache.")) {
                continue;
            }
            applications.add(application.base);
            for (ResourceDTO resource : application.resourceDTOs) {
                for (ResourceMethodInfoDTO method : resource.resourceMethods) {
                    served.add(method.method + " " + application.base + method.path);
                }
            }
        }
        // what every application serves of itself, and what any GET answers without its body
        served.removeIf(
                operation -> operation.endsWith("/openapi.json") || operation.startsWith("HEAD "));
        assertEquals(described, served);
        assertEquals(
                applications,
                GUARDED.stream()
                        .map(path -> path.replaceFirst("(/v1)/.*", "$1"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    public void every_application_vanishes_with_the_guard_and_comes_back_guarded()
            throws Exception {
        Bundle guard = bundle("org.rattache.identity.rest");
        for (String path : GUARDED) {
            assertEquals(path, 401, status(path));
        }
        guard.stop();
        try {
            for (String path : GUARDED) {
                await(() -> status(path) == 503);
            }
            assertEquals(503, status("/ready"));
        } finally {
            guard.start();
        }
        for (String path : GUARDED) {
            await(() -> status(path) == 401);
        }
    }

    @Test
    public void nothing_is_ever_served_while_the_guard_comes_and_goes() throws Exception {
        Bundle guard = bundle("org.rattache.identity.rest");
        Thread flapping =
                new Thread(
                        () -> {
                            try {
                                for (int i = 0; i < 5; i++) {
                                    guard.stop();
                                    guard.start();
                                }
                            } catch (BundleException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        flapping.start();
        int asked = 0;
        while (flapping.isAlive()) {
            for (String path : GUARDED) {
                HttpResponse<String> answer = get(path);
                asked++;
                assertTrue(
                        path + " answered " + answer + answer.headers().map() + answer.body(),
                        answer.statusCode() == 401 || answer.statusCode() == 503);
            }
        }
        flapping.join();
        assertTrue("too few requests: " + asked, asked > 50);
        await(() -> status("/ready") == 200);
    }

    @Test
    public void a_handler_that_was_away_finds_every_event_once() throws Exception {
        Bundle audit = bundle("org.rattache.audit.core");
        String firm = "firm-of-the-outbox-test";
        ClientFile before = create(firm, "before");
        await(() -> audited(before.id()) == 1);
        audit.stop();
        ClientFile during;
        try {
            during = create(firm, "during");
            assertEquals(0, audited(during.id()));
        } finally {
            audit.start();
        }
        ClientFile after = create(firm, "after");
        await(() -> audited(after.id()) == 1);
        assertEquals(1, audited(before.id()));
        assertEquals(1, audited(during.id()));
        assertEquals(1, audited(after.id()));
    }

    @Test
    public void the_practical_case_runs_through_the_services() throws Exception {
        byte[] content = "Contrat de mise à disposition".getBytes(StandardCharsets.UTF_8);
        String email = "dirigeant@services.example";
        NewFirm created =
                administration.createFirm(
                        "BATIE CONSTRUCTION",
                        Optional.empty(),
                        new Invitation(
                                "operateur@services.example",
                                "Camille Opérateur",
                                "fr",
                                FirmRole.ADMINISTRATOR),
                        Actor.SYSTEM);
        String firm = created.firm().firm().id();
        Actor operator = Actor.user(created.administrator().person().id());
        activate(Map.of("kind", "operator", "user", operator.id()));

        ClientFile constructor = create(firm, "CONSTRUCTOR", email);
        activate(
                Map.of(
                        "kind",
                        "space",
                        "firm",
                        firm,
                        "clientFile",
                        constructor.id(),
                        "email",
                        email,
                        "contact",
                        email,
                        "company",
                        "CONSTRUCTOR"));
        await(() -> spaces.isActive(firm, constructor.id()));

        ClientFile demolitor = create(firm, "DEMOLITOR", "contact@demolitor.example");
        sent.send(
                firm,
                demolitor.id(),
                uploads.receive(new ByteArrayInputStream(content)),
                new NewDocument(
                        "contrat.txt",
                        Optional.of("text/plain"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                operator);
        clientFiles.change(
                firm, demolitor.id(), demolitor.version(), data("DEMOLITOR", email), operator);
        await(
                () ->
                        clientsToLink
                                        .list(firm, Optional.empty(), PageRequest.first(10))
                                        .items()
                                        .size()
                                == 1);

        LinkPreview preview = links.preview(firm, constructor.id(), List.of(demolitor.id()));
        links.validate(
                firm,
                new Links.Validation(
                        constructor.id(), List.of(demolitor.id()), preview.digest(), Map.of()),
                operator);

        String space = spaces.ofClientFile(firm, constructor.id()).orElseThrow().id();
        String account = spaces.ofClientFile(firm, demolitor.id()).orElseThrow().id();
        Actor holder = Actor.user(memberships.holders(space).get(0).id());
        List<Request> open =
                requests.list(space, Optional.of(State.PENDING), PageRequest.first(10)).items();
        assertEquals(2, open.size());
        for (Request request : open) {
            requests.accept(space, request.id(), holder);
        }
        assertThrows(
                DomainException.class,
                () -> readable.list(space, account, DocumentFilter.NONE, PageRequest.first(10)));
        Request company =
                open.stream()
                        .filter(request -> request.kind() == Kind.COMPANY)
                        .findFirst()
                        .orElseThrow();
        requests.acceptGroup(space, company.id(), Optional.empty(), holder);

        List<ReadableDocument> documents =
                readable.list(space, account, DocumentFilter.NONE, PageRequest.first(10)).items();
        assertEquals(1, documents.size());
        try (DocumentContent opened =
                readable.open(
                        space,
                        documents.get(0).document().id(),
                        Optional.empty(),
                        Purpose.READ,
                        holder)) {
            assertArrayEquals(content, opened.stream().readAllBytes());
        }
    }

    private void activate(Map<String, String> data) {
        String token =
                oneTimeLinks.issue(OneTimeLinks.Purpose.ACTIVATION, data, Duration.ofHours(1));
        assertTrue(
                accounts.activate(
                                token,
                                "une longue phrase de passe 7",
                                Optional.of("Dominique Dirigeant"),
                                Optional.of("fr"),
                                "127.0.0.1")
                        .isPresent());
    }

    private ClientFile create(String firm, String name, String email) {
        return clientFiles.create(firm, data(name, email), Actor.SYSTEM);
    }

    private static ClientFileData data(String name, String email) {
        return new ClientFileData(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(email),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private ClientFile create(String firm, String name) {
        return clientFiles.create(
                firm,
                new ClientFileData(
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Actor.SYSTEM);
    }

    /** How often the creation of a client file stands in the trail. */
    private int audited(String clientFile) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement(
                                "SELECT COUNT(*) FROM aud_entry WHERE aggregate = ? AND type = 'clientfile.created'")) {
            count.setString(1, clientFile);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private Bundle bundle(String name) {
        return Stream.of(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private static int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + System.getProperty(Container.PORT)
                                                + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.call()) {
            assertTrue("It did not happen within a minute", Instant.now().isBefore(deadline));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
