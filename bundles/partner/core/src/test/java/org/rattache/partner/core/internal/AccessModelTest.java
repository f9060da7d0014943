package org.rattache.partner.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.identity.api.Firm;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.Partners;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.PageRequest;
import org.rattache.platform.event.Event;
import org.rattache.platform.testkit.TestDatabase;

/**
 * Random sequences of everything that can happen, beside a model that is written straight from the
 * rules. After every step each space reads exactly what the model says, the readers of each file
 * are the exact inverse, and every refusal is the one that the rules ask for.
 */
public final class AccessModelTest extends SliceTest {

    private static final int STEPS = 40;
    private static final List<String[]> ANSWERS =
            Stream.of(
                            "COMPANY accept",
                            "COMPANY group",
                            "COMPANY refuse",
                            "COMPANY reopen",
                            "FIRM accept",
                            "FIRM refuse",
                            "FIRM reopen",
                            "AGREEMENT accept",
                            "AGREEMENT refuse",
                            "AGREEMENT reopen")
                    .map(answer -> answer.split(" "))
                    .toList();
    private static final List<String> ADDRESSES = List.of("a@x.fr", "b@x.fr", "c@x.fr");

    private final Map<String, Integer> outcomes = new TreeMap<>();

    public AccessModelTest(TestDatabase.Kind kind) {
        super(kind);
    }

    @Test
    public void every_space_reads_what_the_rules_say_whatever_happens() {
        int sequences = full() ? 600 : 40;
        for (int seed = 1; seed <= sequences; seed++) {
            List<String> history = new ArrayList<>();
            try {
                new Sequence(seed, history).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ":\n" + String.join("\n", history), e);
            }
        }
        // a test that never reaches the interesting refusals would prove nothing
        List<String> reached =
                new ArrayList<>(
                        List.of(
                                "accept COMPANY ok",
                                "accept COMPANY void",
                                "group COMPANY ok",
                                "group COMPANY agreement-missing",
                                "group COMPANY void",
                                "accept FIRM ok",
                                "accept FIRM void",
                                "accept AGREEMENT ok",
                                "reopen COMPANY ok",
                                "open ok",
                                "open frozen",
                                "open already-linked",
                                "open main-without-space",
                                "freeze ok",
                                "freeze account-held",
                                "read linked",
                                "read agreed",
                                "read linked in the delay",
                                "read linked after the delay"));
        if (full()) {
            reached.addAll(
                    List.of(
                            "read agreed in the delay",
                            "accept FIRM agreement-missing",
                            "accept AGREEMENT own-holder-must-agree"));
        }
        assertTrue(outcomes.toString(), outcomes.keySet().containsAll(reached));
    }

    /** One sequence in a world of its own. */
    private final class Sequence {

        private final Random random;

        /** Another one: what happens is the same with and without delays. */
        private final Random delays;

        private final List<String> history;
        private final World w = new World(database.transactions());
        private final AccessModel model = new AccessModel();
        private final List<String> users = new ArrayList<>();
        private final List<Event> late = new ArrayList<>();

        Sequence(int seed, List<String> history) {
            this.random = new Random(seed);
            this.delays = new Random(-seed);
            this.history = history;
            for (int f = 0; f < 2; f++) {
                Firm firm = w.firm("FIRM " + f);
                for (int i = 0; i < 3; i++) {
                    ClientFile file =
                            w.file(
                                    firm,
                                    "COMPANY " + f + i,
                                    ADDRESSES.get(random.nextInt(3)),
                                    i == 0 ? null : i == 1 ? "732829320" : "552100554");
                    model.sides.add(new AccessModel.Side(file));
                }
            }
        }

        void run() {
            activate(model.sides.get(0));
            activate(model.sides.get(3));
            demand();
            for (int step = 0; step < STEPS; step++) {
                step();
                int dice = delays.nextInt(20);
                if (dice == 0) {
                    demand();
                } else if (dice == 1) {
                    w.clock.pass(Duration.ofDays(delays.nextInt(4)));
                }
                check();
            }
        }

        private void step() {
            int dice = random.nextInt(100);
            if (dice < 14) {
                activate(any(model.sides));
            } else if (dice < 28) {
                open();
            } else if (dice < 80) {
                answer();
            } else if (dice < 82) {
                close();
            } else if (dice < 86) {
                leave();
            } else if (dice < 89) {
                freeze();
            } else if (dice < 92) {
                changeEmail();
            } else if (dice < 94) {
                deliver();
            } else if (dice < 95) {
                colleague();
            } else if (dice < 99 || model.operatorGone.isEmpty() && random.nextBoolean()) {
                toggleUser();
            } else {
                toggleOperator();
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private void activate(AccessModel.Side side) {
            boolean newUser = users.size() < 2 || (users.size() < 5 && random.nextInt(3) == 0);
            String user = newUser ? "user-" + users.size() + "-" + World.id() : any(users);
            if (model.disabled.contains(user)) {
                return;
            }
            if (newUser) {
                users.add(user);
            }
            String space = World.id();
            if (newUser) {
                w.holders
                        .computeIfAbsent(
                                space, s -> java.util.concurrent.ConcurrentHashMap.newKeySet())
                        .add(user);
            }
            note("activate " + side.file.name() + " by " + users.indexOf(user));
            w.arrivals.handle(w.activation(side.file, user, space, newUser));
            model.activated(side, user, space, newUser);
            assertEquals(Optional.of(side.space), spaceOf(side));
        }

        private Optional<String> spaceOf(AccessModel.Side side) {
            return w.spaces.ofClientFile(side.firm(), side.file.id()).map(space -> space.id());
        }

        /** A step may have made a space that nobody holds. */
        private void learnSpace(AccessModel.Side side) {
            if (side.space == null) {
                side.space = spaceOf(side).orElseThrow();
                assertTrue("never shared", !model.spaces.containsKey(side.space));
                model.spaces.put(side.space, side.file.siren());
            }
        }

        private void open() {
            List<AccessModel.Side> active =
                    model.sides.stream()
                            .filter(s -> s.accepted && !model.active(s.space).isEmpty())
                            .toList();
            AccessModel.Side main =
                    active.isEmpty() || random.nextInt(6) == 0 ? any(model.sides) : any(active);
            List<AccessModel.Side> others =
                    model.sides.stream()
                            .filter(s -> s != main && s.firm().equals(main.firm()))
                            .toList();
            AccessModel.Side secondary = any(others);
            String id = World.id();
            String expected = model.mayOpen(main, secondary);
            expect(
                    "open",
                    expected,
                    () ->
                            w.links.open(
                                    new LinkRequests.LinkOrder(
                                            id,
                                            main.firm(),
                                            main.file.id(),
                                            secondary.file.id(),
                                            Optional.empty(),
                                            World.operator())));
            if (expected.equals("ok")) {
                learnSpace(secondary);
                model.opened(id, main, secondary, w.clock.now());
            }
        }

        private void answer() {
            if (model.links.isEmpty()) {
                return;
            }
            AccessModel.Link link =
                    random.nextInt(5) == 0
                            ? any(model.links)
                            : model.links.get(
                                    model.links.size()
                                            - 1
                                            - random.nextInt(Math.min(2, model.links.size())));
            List<String[]> fitting = fitting(link);
            String[] choice =
                    fitting.isEmpty() || random.nextInt(4) == 0 ? any(ANSWERS) : any(fitting);
            Kind kind = Kind.valueOf(choice[0]);
            String answer = choice[1];
            if (kind == Kind.AGREEMENT && link.agreement == AccessModel.Yes.NOT_ASKED) {
                return;
            }
            String space = kind == Kind.AGREEMENT ? link.secondarySpace : link.mainSpace;
            List<String> may = List.copyOf(model.active(space));
            String user = may.isEmpty() || random.nextInt(20) == 0 ? any(users) : any(may);
            String request = w.request(space, link.id, kind).id();
            String expected =
                    !model.active(space).contains(user)
                            ? "not-found"
                            : switch (kind) {
                                case COMPANY -> model.company(link, answer);
                                case FIRM -> model.firm(link, answer);
                                case AGREEMENT -> model.agreement(link, answer, user);
                            };
            expect(
                    answer + " " + kind,
                    expected,
                    () -> {
                        Actor actor = Actor.user(user);
                        switch (answer) {
                            case "accept" -> w.requests.accept(space, request, actor);
                            case "group" -> groupAccept(link, space, request, actor);
                            case "refuse" ->
                                    w.requests.refuse(space, request, Optional.empty(), actor);
                            default -> w.requests.reopen(space, request, actor);
                        }
                    });
        }

        private void groupAccept(AccessModel.Link link, String space, String request, Actor actor) {
            w.requests.acceptGroup(space, request, Optional.empty(), actor);
            // the moment that the database knows; the delay is what the model adds
            Instant answered = w.requests.find(space, request).orElseThrow().answeredAt().get();
            link.groupAccepted = answered;
        }

        /** Answers that may be given now; a refusal is rarer than a yes. */
        private List<String[]> fitting(AccessModel.Link link) {
            List<String[]> fitting = new ArrayList<>();
            for (String[] answer : ANSWERS) {
                AccessModel.Yes now =
                        switch (answer[0]) {
                            case "COMPANY" -> link.company;
                            case "FIRM" -> link.firm;
                            default -> link.agreement;
                        };
                boolean fits =
                        switch (answer[1]) {
                            case "accept" -> now == AccessModel.Yes.ASKED;
                            case "group" -> now == AccessModel.Yes.YES;
                            case "reopen" -> now == AccessModel.Yes.NO;
                            default -> now == AccessModel.Yes.ASKED && random.nextInt(6) == 0;
                        };
                if (link.live()
                        && fits
                        && !(answer[1].equals("group") && !answer[0].equals("COMPANY"))) {
                    fitting.add(answer);
                }
            }
            return fitting;
        }

        private void close() {
            if (!model.links.isEmpty()) {
                AccessModel.Link link = any(model.links);
                note("close");
                w.links.close(link.secondary.firm(), link.id, World.operator());
                // what was void stays void for those who were asked
                link.end = "void".equals(link.end) ? "void" : "closed";
            }
        }

        private void leave() {
            String space = any(List.copyOf(model.spaces.keySet()));
            List<String> may = List.copyOf(model.active(space));
            List<Partners.Partner> rows = w.partners.list(space, PageRequest.first(200)).items();
            if (may.isEmpty() || rows.isEmpty()) {
                return;
            }
            Partners.Partner row = any(rows);
            note("leave " + row.kind());
            w.partners.leave(space, row.id(), row.version(), Actor.user(any(may)));
            model.leave(space, row.id());
        }

        private void freeze() {
            AccessModel.Side side = any(model.sides);
            String token = w.freezeToken(side.file);
            String expected = model.freeze(side);
            expect("freeze", expected, () -> w.freezes.freeze(token));
            if (expected.equals("ok")) {
                learnSpace(side);
            }
        }

        private void changeEmail() {
            AccessModel.Side side = any(model.sides);
            side.email = any(ADDRESSES);
            note("e-mail " + side.file.name());
            late.add(w.changeEmail(side.file, side.email));
            if (random.nextBoolean()) {
                deliver();
            }
        }

        /** In the order in which they came, as the outbox does; maybe much later. */
        private void deliver() {
            if (late.isEmpty()) {
                return;
            }
            Event event = late.remove(0);
            note("deliver");
            w.addresses.handle(event);
            model.emailChanged(
                    model.sides.stream()
                            .filter(s -> s.file.id().equals(event.get("clientFile")))
                            .findFirst()
                            .orElseThrow(),
                    event.at());
        }

        /** Somebody becomes one more holder of a space. */
        private void colleague() {
            String space = any(List.copyOf(model.spaces.keySet()));
            if (model.claimed.contains(space)) {
                String user = any(users);
                note("colleague " + users.indexOf(user));
                model.holders.get(space).add(user);
                w.holders.get(space).add(user);
            }
        }

        /** The firm changes its mind about links to come. */
        private void demand() {
            String firm = model.sides.get(delays.nextInt(model.sides.size())).firm();
            int days = delays.nextInt(3);
            note("delay " + days);
            w.demand(firm, days, false);
            model.delays.put(firm, days);
        }

        private void toggleUser() {
            // who is disabled comes back soon, or nothing would happen any more
            String user =
                    model.disabled.isEmpty() || random.nextInt(3) == 0
                            ? any(users)
                            : any(List.copyOf(model.disabled));
            note("toggle user " + users.indexOf(user));
            if (!model.disabled.remove(user)) {
                model.disabled.add(user);
            }
            w.disabled.clear();
            w.disabled.addAll(model.disabled);
        }

        private void toggleOperator() {
            String firm = any(model.sides).firm();
            note("toggle operator");
            if (model.operatorGone.remove(firm)) {
                w.operators.add(firm + "/operator");
            } else {
                model.operatorGone.add(firm);
                w.operators.remove(firm + "/operator");
            }
        }

        private void note(String what) {
            history.add(what);
        }

        private void expect(String what, String expected, Runnable work) {
            String actual = "ok";
            try {
                work.run();
            } catch (DomainException e) {
                actual = e.code();
            }
            note(what + " " + actual);
            outcomes.merge(what + " " + actual, 1, Integer::sum);
            assertEquals(what, expected, actual);
        }

        private void check() {
            // the same on both sides: no delay ends between two readings of the clock
            Instant now = w.clock.now();
            for (String each : model.spaces.keySet()) {
                assertEquals(model.readableBy(each, now), w.filter.readableBy(each));
                assertEquals(
                        model.holders.getOrDefault(each, Set.of()),
                        w.holders.getOrDefault(each, Set.of()));
            }
            String space = any(List.copyOf(model.spaces.keySet()));
            assertEquals(
                    model.partnersOf(space),
                    w.partners.list(space, PageRequest.first(200)).items().stream()
                            .map(Partners.Partner::id)
                            .collect(Collectors.toSet()));
            for (AccessModel.Side side : model.sides) {
                assertEquals(
                        model.readersOf(side, now),
                        w.filter.readersOf(side.firm(), side.file.id()));
            }
            for (AccessModel.Link link : model.links) {
                for (Source source : model.readableBy(link.mainSpace, now)) {
                    if (source.account().equals(link.secondarySpace) && link.inGroup()) {
                        boolean vouched = source.firm().equals(link.secondary.firm());
                        String way = vouched ? "read linked" : "read agreed";
                        outcomes.merge(way, 1, Integer::sum);
                        if (source.from().isPresent()) {
                            outcomes.merge(way + " in the delay", 1, Integer::sum);
                        } else if (link.delayDays > 0) {
                            outcomes.merge(way + " after the delay", 1, Integer::sum);
                        }
                    }
                }
            }
        }
    }
}
