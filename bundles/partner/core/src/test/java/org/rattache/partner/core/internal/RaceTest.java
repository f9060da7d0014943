package org.rattache.partner.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.identity.api.Firm;
import org.rattache.partner.api.LinkRequests;
import org.rattache.partner.api.PartnerRequests.Kind;
import org.rattache.partner.api.PartnerRequests.State;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

/** Answers at the same time: one wins, whatever the threads do. */
public final class RaceTest extends SliceTest {

    private static final int THREADS = 8;
    private static final String WON = "won";

    public RaceTest(TestDatabase.Kind kind) {
        super(kind);
    }

    @Test
    public void accept_against_refuse_has_one_winner_and_the_others_learn_the_state()
            throws Exception {
        Firm firm = world.firm("BATIE CONSTRUCTION");
        ClientFile main = world.file(firm, "CONSTRUCTOR", "c@example.org");
        World.Holder boss = world.activate(main);
        int rounds = full() ? 500 : 60;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < rounds; round++) {
                ClientFile secondary = world.file(firm, "S" + round, round + "@example.org");
                String link = world.link(main, secondary);
                String request = world.request(boss.space(), link, Kind.FIRM).id();
                world.events.clear();
                List<String> answers =
                        together(
                                threads,
                                number ->
                                        number % 2 == 0
                                                ? world.requests.accept(
                                                        boss.space(), request, boss.actor())
                                                : world.requests.refuse(
                                                        boss.space(),
                                                        request,
                                                        Optional.of("non"),
                                                        boss.actor()));
                State state = world.requests.find(boss.space(), request).orElseThrow().state();
                assertEquals(answers.toString(), 1, answers.stream().filter(WON::equals).count());
                String lost =
                        "wrong-state The state of this request is "
                                + (state == State.ACCEPTED ? "accepted." : "refused.");
                assertEquals(
                        answers.toString(),
                        THREADS - 1,
                        answers.stream().filter(lost::equals).count());
                assertEquals("one decision, one event", 1, world.events.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void an_end_of_the_link_at_the_same_moment_never_leaves_documents_open()
            throws Exception {
        Firm firm = world.firm("BATIE CONSTRUCTION");
        ClientFile main = world.file(firm, "CONSTRUCTOR", "c@example.org");
        World.Holder boss = world.activate(main);
        int rounds = full() ? 300 : 30;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < rounds; round++) {
                ClientFile secondary = world.file(firm, "S" + round, round + "@example.org");
                String link = world.link(main, secondary);
                world.accept(boss, link, Kind.COMPANY);
                world.accept(boss, link, Kind.FIRM);
                String request = world.request(boss.space(), link, Kind.COMPANY).id();
                String token = world.freezeToken(secondary);
                boolean freeze = round % 2 == 0;
                together(
                        threads,
                        number -> {
                            if (number == 0 && freeze) {
                                world.freezes.freeze(token);
                            } else if (number == 0) {
                                world.links.close(firm.id(), link, World.operator());
                            } else {
                                world.requests.acceptGroup(
                                        boss.space(), request, Optional.empty(), boss.actor());
                            }
                            return null;
                        });
                assertFalse(world.reads(boss, secondary));
                assertEquals(
                        freeze ? LinkRequests.State.FROZEN : LinkRequests.State.CLOSED,
                        world.status(secondary, link).state());
                assertEquals(
                        State.CLOSED,
                        world.requests.find(boss.space(), request).orElseThrow().state());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void two_links_of_one_company_at_the_same_moment_are_one() throws Exception {
        Firm firm = world.firm("BATIE CONSTRUCTION");
        ClientFile main = world.file(firm, "CONSTRUCTOR", "c@example.org");
        world.activate(main);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 20; round++) {
                ClientFile secondary = world.file(firm, "S" + round, round + "@example.org");
                if (round > 2) {
                    // the usual case: the company was linked before
                    world.links.close(firm.id(), world.link(main, secondary), World.operator());
                }
                List<String> answers = together(threads, number -> world.link(main, secondary));
                assertEquals(answers.toString(), 1, answers.stream().filter(WON::equals).count());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work {
        Object run(int number) throws Exception;
    }

    /** Runs the work in every thread at once; {@code won}, or the refusal's code and detail. */
    private static List<String> together(ExecutorService threads, Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<String>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Callable<String> task =
                    () -> {
                        start.await(30, TimeUnit.SECONDS);
                        try {
                            work.run(number);
                            return WON;
                        } catch (DomainException e) {
                            return e.code() + " " + e.detail();
                        }
                    };
            running.add(threads.submit(task));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : running) {
            answers.add(answer.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }
}
