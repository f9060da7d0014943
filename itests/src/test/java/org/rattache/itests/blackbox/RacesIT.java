package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What happens at the same moment happens once: one winner, and the others are told the truth. */
public class RacesIT {

    private static final int THREADS = 8;
    private static final int ROUNDS =
            System.getProperty("rattache.size", "quick").equals("full") ? 500 : 40;

    private static Server server;
    private static World world;
    private static World.Firm firm;
    private static World.Holder holder;
    private static String main;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(50);

    @BeforeClass
    public static void start() throws Exception {
        server = Server.start("races");
        world = new World(server);
        firm = world.firm("CABINET DES COURSES", "admin@courses.example");
        main = id(world.clientFile(firm, "PRINCIPAL", "dirigeant@principal.example"));
        holder = world.holder(firm, main, "dirigeant@principal.example");
    }

    @AfterClass
    public static void stop() throws InterruptedException {
        POOL.shutdownNow();
        POOL.awaitTermination(10, TimeUnit.SECONDS);
        if (server != null) {
            server.close();
        }
    }

    /** Starts all of them at the same moment and collects what they were answered. */
    private static List<Client.Answer> together(int threads, IntFunction<Client.Answer> one)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Client.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            calls.add(
                    () -> {
                        start.await(30, TimeUnit.SECONDS);
                        return one.apply(number);
                    });
        }
        List<Client.Answer> answers = new ArrayList<>();
        for (Future<Client.Answer> future : POOL.invokeAll(calls)) {
            answers.add(future.get());
        }
        return answers;
    }

    private static List<Client.Answer> with(List<Client.Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    private static String tell(List<Client.Answer> answers) {
        StringBuilder text = new StringBuilder();
        answers.forEach(a -> text.append(a.status()).append(' ').append(a.text()).append('\n'));
        return text.toString();
    }

    @Test
    public void p5_of_acceptances_and_refusals_of_a_firm_at_the_same_moment_one_wins()
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            oneWins(request(link(file("Course " + round)), "firm"), "acceptance");
        }
    }

    @Test
    public void p4_of_group_acceptances_and_refusals_of_a_company_at_the_same_moment_one_wins()
            throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            String company = request(link(file("Groupe " + round)), "company");
            answer(company, "acceptance").is(200);
            oneWins(company, "group-acceptance");
        }
    }

    @Test
    public void p4_a_company_that_was_accepted_can_still_be_refused() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            String company = request(link(file("Refusée " + round)), "company");
            List<Client.Answer> answers = yesAndNo(company, "acceptance");
            // the first refusal wins, and before it one acceptance may have come through
            assertEquals("refused", state(company));
            Set<String> won = states(with(answers, 200));
            assertEquals(tell(answers), won.size(), with(answers, 200).size());
            assertTrue(tell(answers), won.contains("refused"));
            for (int i = 0; i < THREADS; i++) {
                boolean second = isYes(i) && won.contains("accepted");
                if (answers.get(i).status() != 200) {
                    lost(answers.get(i), second ? "accepted|refused" : "refused");
                }
            }
        }
    }

    private static void oneWins(String request, String yes) throws Exception {
        List<Client.Answer> answers = yesAndNo(request, yes);
        String state = state(request);
        assertEquals(tell(answers), 1, with(answers, 200).size());
        assertEquals(Set.of(state), states(with(answers, 200)));
        for (Client.Answer answer : answers) {
            if (answer.status() != 200) {
                lost(answer, state);
            }
        }
    }

    private static List<Client.Answer> yesAndNo(String request, String yes) throws Exception {
        return together(THREADS, i -> answer(request, isYes(i) ? yes : "refusal"));
    }

    private static boolean isYes(int thread) {
        return thread % 2 == 0;
    }

    /** Whoever comes too late is told what the request has become. */
    private static void lost(Client.Answer answer, String state) {
        String detail = answer.is(409).problem("wrong-state").json().path("detail").asText();
        assertTrue(detail, detail.matches(".* (" + state + ")\\."));
    }

    private static Client.Answer answer(String request, String how) {
        return holder.client().post(requests() + "/" + request + "/" + how, Map.of());
    }

    private static String state(String request) {
        return holder.client()
                .get(requests() + "/" + request)
                .is(200)
                .json()
                .path("state")
                .asText();
    }

    private static Set<String> states(List<Client.Answer> answers) {
        return answers.stream()
                .map(answer -> answer.json().path("state").asText())
                .collect(Collectors.toSet());
    }

    @Test
    public void of_two_operators_who_edit_one_client_file_the_second_is_told() throws Exception {
        world.activate(invite("deuxieme@courses.example"));
        Client second = Client.loggedIn(server, "deuxieme@courses.example", World.PASSWORD);
        String path = files() + "/" + file("Disputée");
        for (int round = 0; round < ROUNDS; round++) {
            String etag = firm.operator().get(path).is(200).header("ETag");
            String name = "Disputée " + round;
            List<Client.Answer> answers =
                    together(
                            2,
                            i ->
                                    (i == 0 ? firm.operator() : second)
                                            .put(path, Map.of("name", name + " par " + i), etag));
            assertEquals(tell(answers), 1, with(answers, 200).size());
            assertEquals(tell(answers), 1, with(answers, 412).size());
            assertEquals(
                    with(answers, 200).get(0).json().path("name").asText(),
                    firm.operator().get(path).json().path("name").asText());
        }
    }

    @Test
    public void one_idempotency_key_creates_one_thing() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            String key = UUID.randomUUID().toString();
            String name = "Unique " + key;
            List<Client.Answer> answers =
                    together(
                            THREADS,
                            i ->
                                    firm.operator()
                                            .post(
                                                    files(),
                                                    Map.of("name", name),
                                                    Map.of("Idempotency-Key", key)));
            for (Client.Answer answer : answers) {
                // whoever comes while the first is under way may be told to come again
                assertTrue(tell(answers), answer.status() == 201 || answer.status() == 409);
            }
            Client.Answer again =
                    firm.operator()
                            .post(files(), Map.of("name", name), Map.of("Idempotency-Key", key))
                            .is(201);
            for (Client.Answer created : with(answers, 201)) {
                assertEquals(again.json(), created.json());
            }
            assertEquals(
                    1,
                    firm.operator()
                            .get(files() + "?q=Unique%20" + key)
                            .is(200)
                            .json()
                            .path("items")
                            .size());
        }
    }

    @Test
    public void an_activation_link_is_used_once() throws Exception {
        String email = "nouveau@courses.example";
        String token = world.mailbox().token(invite(email), "activation");
        Client stranger = Client.anonymous(server);
        List<Client.Answer> answers =
                together(
                        50,
                        i ->
                                stranger.post(
                                        "/api/identity/v1/activations/" + token,
                                        Map.of(
                                                "password",
                                                World.PASSWORD + " " + i,
                                                "name",
                                                "Personne " + i)));
        List<Client.Answer> winners = with(answers, 200);
        assertEquals(tell(answers), 1, winners.size());
        for (Client.Answer answer : answers) {
            // unknown by now, or too many at once: never a second success, never an error
            assertTrue(tell(answers), Set.of(200, 404, 409, 429, 503).contains(answer.status()));
        }
        int winner = answers.indexOf(winners.get(0));
        new Client(server).logIn(email, World.PASSWORD + " " + winner).is(200);
    }

    @Test
    public void g5_validating_the_same_link_at_the_same_moment_makes_one_link() throws Exception {
        String links = "/api/linking/v1/firms/" + firm.id() + "/links";
        for (int round = 0; round < ROUNDS / 4; round++) {
            String secondary = file("Validée " + round);
            Map<String, Object> body = validation(secondary);
            List<Client.Answer> answers = together(THREADS, i -> firm.operator().post(links, body));
            assertEquals(tell(answers), 1, with(answers, 201).size());
            assertEquals(tell(answers), THREADS - 1, with(answers, 409).size());
            assertEquals(
                    1,
                    firm.operator()
                            .get(links + "?secondary=" + secondary)
                            .is(200)
                            .json()
                            .path("items")
                            .size());
        }
    }

    // --- what a race needs

    private static String files() {
        return "/api/clientfile/v1/firms/" + firm.id() + "/client-files";
    }

    private static String file(String name) {
        return id(world.clientFile(firm, name, null));
    }

    private static String invite(String email) {
        firm.operator()
                .post(
                        "/api/identity/v1/firms/" + firm.id() + "/operators",
                        Map.of("email", email, "name", "Personne invitée"))
                .is(201);
        return email;
    }

    private static Map<String, Object> validation(String secondary) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("main", main);
        body.put("secondaries", List.of(secondary));
        body.put(
                "digest",
                firm.operator()
                        .post("/api/linking/v1/firms/" + firm.id() + "/link-previews", body)
                        .is(200)
                        .json()
                        .path("digest")
                        .asText());
        return body;
    }

    private static String link(String secondary) {
        return id(
                firm.operator()
                        .post(
                                "/api/linking/v1/firms/" + firm.id() + "/links",
                                validation(secondary))
                        .is(201)
                        .json()
                        .path("items")
                        .path(0));
    }

    private static String requests() {
        return "/api/partner/v1/spaces/" + holder.space() + "/requests";
    }

    /** One of the two that the newest link has asked: about the company, or about the firm. */
    private static String request(String link, String kind) {
        JsonNode newest = holder.client().get(requests() + "?limit=2").is(200).json().path("items");
        JsonNode request = Client.where(newest, "/kind", kind).orElseThrow();
        assertEquals(link, request.path("link").asText());
        return id(request);
    }

    private static String id(JsonNode node) {
        String id = node.path("id").asText();
        assertTrue(node.toString(), !id.isEmpty());
        return id;
    }
}
