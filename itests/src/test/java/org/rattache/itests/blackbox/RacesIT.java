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
import java.util.stream.IntStream;
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
    public void p4_of_acceptances_and_refusals_at_the_same_moment_one_wins() throws Exception {
        String requests = "/api/partner/v1/spaces/" + holder.space() + "/requests/";
        for (int round = 0; round < ROUNDS; round++) {
            // each link asks twice: about the company, and about the firm
            for (String request : requests(link(file("Course " + round)))) {
                List<Client.Answer> answers =
                        together(
                                THREADS,
                                i ->
                                        holder.client()
                                                .post(
                                                        requests
                                                                + request
                                                                + (i % 2 == 0
                                                                        ? "/acceptance"
                                                                        : "/refusal"),
                                                        Map.of()));
                String state =
                        holder.client()
                                .get(requests + request)
                                .is(200)
                                .json()
                                .path("state")
                                .asText();
                List<Client.Answer> winners = with(answers, 200);
                // a company that was accepted can still be refused: then both have won, in turn
                boolean inTurn =
                        winners.size() == 2
                                && state.equals("refused")
                                && states(winners).equals(Set.of("accepted", "refused"))
                                && kind(winners.get(0)).equals("company");
                assertTrue(state + "\n" + tell(answers), winners.size() == 1 || inTurn);
                if (!inTurn) {
                    assertEquals(state, winners.get(0).json().path("state").asText());
                }
                List<Client.Answer> losers = with(answers, 409);
                assertEquals(tell(answers), THREADS, winners.size() + losers.size());
                for (Client.Answer loser : losers) {
                    assertEquals(
                            "urn:rattache:problem:wrong-state", loser.json().path("type").asText());
                    String detail = loser.json().path("detail").asText();
                    assertTrue(
                            detail,
                            detail.contains(state) || inTurn && detail.contains("accepted"));
                }
            }
        }
    }

    private static Set<String> states(List<Client.Answer> answers) {
        return answers.stream()
                .map(answer -> answer.json().path("state").asText())
                .collect(Collectors.toSet());
    }

    private static String kind(Client.Answer answer) {
        return answer.json().path("kind").asText();
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

    private static List<String> requests(String link) {
        JsonNode newest =
                holder.client()
                        .get(
                                "/api/partner/v1/spaces/"
                                        + holder.space()
                                        + "/requests?state=pending&limit=200")
                        .is(200)
                        .json()
                        .path("items");
        List<String> requests =
                IntStream.range(0, newest.size())
                        .mapToObj(newest::path)
                        .filter(request -> request.path("link").asText().equals(link))
                        .map(RacesIT::id)
                        .toList();
        assertEquals(newest.toString(), 2, requests.size());
        return requests;
    }

    private static String id(JsonNode node) {
        String id = node.path("id").asText();
        assertTrue(node.toString(), !id.isEmpty());
        return id;
    }
}
