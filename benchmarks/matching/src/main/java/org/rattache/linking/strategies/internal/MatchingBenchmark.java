package org.rattache.linking.strategies.internal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.strategies.internal.LabelledFiles.Half;
import org.rattache.linking.strategies.internal.LabelledFiles.Labelled;

/**
 * Every figure of the strategy beside what it should be. The strategy is asked through the interface
 * that the host asks; the host's database is a list in memory, so that what is measured is the strategy.
 */
public final class MatchingBenchmark {

    /** Never used for fitting. */
    private static final long SEED = 771_003;

    /** A file without keys: asking for it while the index is built costs no look into the list in memory. */
    private static final String NOTHING = "nothing";

    /** Marks the rows whose targets ask for the service and the database of a running server. */
    private static final String ALONE = "(strategy alone)";

    private static final int QUERIES = 20_000;
    private static final int WARM_UP = 20_000;
    private static final int CHANGES_PER_SECOND = 100;
    private static final int CHANGES_TRIED = 300;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int files;
    private final int rounds;
    private final int peerFiles;

    private MatchingBenchmark(int files, int rounds, int peerFiles) {
        this.files = files;
        this.rounds = rounds;
        this.peerFiles = peerFiles;
    }

    /**
     * Measures and prints.
     *
     * @param args how many files, how many rounds, how many files for the peers
     */
    public static void main(String[] args) throws Exception {
        new MatchingBenchmark(
                        Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .run();
    }

    private void run() throws Exception {
        say("%d processors, load %.1f, heap %d MB, Java %s%n", SYSTEM.getAvailableProcessors(),
                SYSTEM.getSystemLoadAverage(), Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version());
        labelled();
        hardNegatives();
        large();
        peers();
    }

    private static void say(String format, Object... args) {
        System.out.printf(Locale.ROOT, format, args);
    }

    private static void figure(String what, String measured, String target, String reached, String elsewhere) {
        say("%-50s %-26s %-20s %-8s %s%n", what, measured, target, reached, elsewhere);
    }

    private static String least(double measured, double target) {
        return measured >= target ? "reached" : "MISSED";
    }

    private static String most(double measured, double target) {
        return measured <= target ? "reached" : "MISSED";
    }

    // --- labelled sets ----------------------------------------------------------------------------

    private static void labelled() {
        say("%n== real sets; weights were made on the tuning halves, the figures of the others seen meanwhile%n%s%n",
                Quality.header());
        for (Half half : Half.values()) {
            for (LabelledFiles set :
                    List.of(LabelledFiles.hatvp(), LabelledFiles.ror(), LabelledFiles.chicago())) {
                GroupStrategy strategy = new GroupStrategy(1, Long.MAX_VALUE);
                try {
                    Quality quality = QualityGateTest.ofStrategy(set.half(half), strategy);
                    say("%s%s%n", quality.row(set.name() + " " + half.name().toLowerCase(Locale.ROOT)),
                            half == Half.CHECKING ? "   " + verdict(set.name(), quality) : "");
                } finally {
                    strategy.stop();
                }
            }
        }
    }

    private static String verdict(String set, Quality quality) {
        return switch (set) {
            case "hatvp" -> "F1 .85 " + least(quality.f1(), .85) + ", precision .88 " + least(quality.precision(), .88)
                    + ", top-1 .97 " + least(quality.topOne(), .97) + "; brand rule F1 .75";
            case "chicago" -> "F1 .97 " + least(quality.f1(), .97) + "; Duke F1 .85";
            default -> "F1 .66 " + least(quality.f1(), .66) + ", precision .85 " + least(quality.precision(), .85)
                    + "; prototype F1 .60, Duke F1 .23";
        };
    }

    private static void hardNegatives() {
        GroupStrategy strategy = new GroupStrategy(HardNegativesTest.pairs(), Long.MAX_VALUE);
        try {
            int alone = HardNegativesTest.wrongInFirmsOfTheirOwn(strategy).size();
            int together = HardNegativesTest.wrongInOneFirm(strategy).size();
            say("%nhard negatives above the threshold: %d of %d pairs, each in a firm of its own; %d with all in one firm"
                            + " (target 0 of >= 100: %s)%n",
                    alone, HardNegativesTest.pairs(), together,
                    HardNegativesTest.pairs() >= 100 ? most(alone + together, 0) : "MISSED");
        } finally {
            strategy.stop();
        }
    }

    // --- a large firm -----------------------------------------------------------------------------

    private void large() throws Exception {
        say("%n== %,d made-up files, seed %d; times are the least of %d rounds%n"
                        + "%s: without the OSGi service, and the database is a list in memory; the targets are meant with both%n",
                files, SEED, rounds, ALONE);
        LabelledFiles set = SyntheticFiles.generate(SEED, files);
        Firm firm = new Firm("firm");
        set.files().forEach(file -> firm.put(file.file()));
        firm.put(LabelledFiles.file(NOTHING, "-", "", "", "", ""));
        figure("", "measured", "target at 1,000,000", "", "known best elsewhere");
        GroupStrategy strategy = build(firm);
        try {
            quality(firm, set, strategy);
            online(firm, set, strategy);
            changes(firm, set, strategy);
            scan(firm, set, strategy);
        } finally {
            strategy.stop();
        }
    }

    private GroupStrategy build(Firm firm) {
        double bestWall = Double.MAX_VALUE;
        double bestCpu = Double.MAX_VALUE;
        long heap = 0;
        GroupStrategy strategy = null;
        for (int round = 0; round < rounds; round++) {
            long readCpu = SYSTEM.getProcessCpuTime();
            String point = FileFeed.BEGINNING;
            FileFeed.Page page;
            do {
                page = firm.after(point, FileFeed.MAX_ROWS);
                point = page.point();
            } while (page.remaining() > 0);
            readCpu = SYSTEM.getProcessCpuTime() - readCpu;
            if (strategy != null) {
                strategy.stop();
            }
            strategy = null;
            long before = used();
            long wall = System.nanoTime();
            long cpu = SYSTEM.getProcessCpuTime();
            strategy = new GroupStrategy(2, Long.MAX_VALUE);
            firm.ask(strategy, NOTHING);
            while (firm.ask(strategy, NOTHING).note().filter(n -> n.startsWith("index building")).isPresent()) {
                LockSupport.parkNanos(50_000_000);
            }
            wall = System.nanoTime() - wall;
            cpu = SYSTEM.getProcessCpuTime() - cpu - readCpu;
            heap = used() - before;
            bestWall = Math.min(bestWall, wall / 1e9);
            bestCpu = Math.min(bestCpu, cpu / 1e9);
        }
        figure("index: CPU beyond the read " + ALONE, String.format(Locale.ROOT, "%.1f s (wall %.1f s)", bestCpu, bestWall),
                "5 s", most(bestCpu, 5), "prototype 7.5 s");
        figure("index: heap " + ALONE, (heap >> 20) + " MB", "250 MB", most(heap >> 20, 250), "prototype 333 MB");
        return strategy;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void quality(Firm firm, LabelledFiles set, GroupStrategy strategy) {
        Quality quality = Quality.of(set, 200_000, file -> firm.ask(strategy, file.id()).suggestions());
        figure("precision", String.format(Locale.ROOT, "%.3f", quality.precision()), ".98", least(quality.precision(), .98), "prototype .979");
        figure("recall", String.format(Locale.ROOT, "%.3f", quality.recall()), ".83", least(quality.recall(), .83), "prototype .678");
        figure("recall@10", String.format(Locale.ROOT, "%.3f", quality.recallAtTen()), ".93", least(quality.recallAtTen(), .93), "prototype .894");
        figure("top-1", String.format(Locale.ROOT, "%.3f", quality.topOne()), "", "", "");
        say("recall by kind of group:%n%s", quality.kinds());
    }

    private void online(Firm firm, LabelledFiles set, GroupStrategy strategy) throws Exception {
        Thread changer = new Thread(() -> change(firm, set), "changes");
        changer.setDaemon(true);
        changer.start();
        try {
            long[] best = null;
            Random random = new Random(SEED);
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < WARM_UP; i++) {
                    firm.ask(strategy, set.files().get(random.nextInt(set.files().size())).file().id());
                }
                long[] times = new long[QUERIES];
                for (int i = 0; i < QUERIES; i++) {
                    String id = set.files().get(random.nextInt(set.files().size())).file().id();
                    long begin = THREADS.getCurrentThreadCpuTime();
                    firm.ask(strategy, id);
                    times[i] = THREADS.getCurrentThreadCpuTime() - begin;
                }
                Arrays.sort(times);
                if (best == null || times[QUERIES / 2] < best[QUERIES / 2]) {
                    best = times;
                }
            }
            figure("on-line, CPU, 100 changes/s: p50 " + ALONE, micros(best[QUERIES / 2]), "25 us", most(best[QUERIES / 2], 25e3), "yente 43-65 ms");
            figure("on-line: p99 " + ALONE, micros(best[QUERIES * 99 / 100]), "500 us", most(best[QUERIES * 99 / 100], 500e3), "");
            figure("on-line: p99.9 " + ALONE, micros(best[QUERIES * 999 / 1000]), "2000 us", most(best[QUERIES * 999 / 1000], 2000e3), "");
        } finally {
            changer.interrupt();
            changer.join();
        }
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
    }

    /** Gives files of the firm other e-mails, until interrupted. */
    private static void change(Firm firm, LabelledFiles set) {
        Random random = new Random(1);
        long next = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            Candidate file = set.files().get(random.nextInt(set.files().size())).file();
            firm.put(withEmail(file, file.email().orElse("changed" + random.nextInt() + "@gmail.com")));
            next += TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static Candidate withEmail(Candidate file, String email) {
        return new Candidate(file.id(), file.name(), file.siren(), file.siret(), file.vat(),
                java.util.Optional.of(email), file.phone(), file.address());
    }

    private void changes(Firm firm, LabelledFiles set, GroupStrategy strategy) {
        long middle = Long.MAX_VALUE;
        long worst = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long[] times = new long[CHANGES_TRIED];
            for (int i = 0; i < CHANGES_TRIED; i++) {
                String email = "change" + (round * CHANGES_TRIED + i) + "@gmail.com";
                times[i] = untilFound(firm, set.files().get(2 * i), set.files().get(2 * i + 1), email, strategy);
            }
            Arrays.sort(times);
            middle = Math.min(middle, times[CHANGES_TRIED / 2]);
            worst = Math.min(worst, times[CHANGES_TRIED - 1]);
        }
        figure("a changed file is found by the next query: p50", micros(middle) + " wall", "10 ms", most(middle, 10e6), "bulk tools: none");
        figure("the same: worst of " + CHANGES_TRIED, micros(worst) + " wall", "10 ms", most(worst, 10e6), "");
    }

    /** How long it takes to give a file the e-mail of another and to find it for that one. */
    private static long untilFound(Firm firm, Labelled chosen, Labelled other, String email, GroupStrategy strategy) {
        String id = chosen.file().id();
        firm.put(withEmail(firm.file(id), email));
        long begin = System.nanoTime();
        firm.put(withEmail(firm.file(other.file().id()), email));
        boolean found = firm.ask(strategy, id).meant().contains(other.file().id());
        long time = System.nanoTime() - begin;
        if (!found) {
            throw new IllegalStateException("the next query did not find a change");
        }
        return time;
    }

    private void scan(Firm firm, LabelledFiles set, GroupStrategy strategy) {
        double bestWall = Double.MAX_VALUE;
        double bestCpu = Double.MAX_VALUE;
        Map<String, List<GroupSuggestion>> proposals = Map.of();
        for (int round = 0; round < rounds; round++) {
            long wall = System.nanoTime();
            long cpu = SYSTEM.getProcessCpuTime();
            proposals = firm.scan(strategy);
            bestWall = Math.min(bestWall, (System.nanoTime() - wall) / 1e9);
            bestCpu = Math.min(bestCpu, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }
        figure("scan of all files to groups", String.format(Locale.ROOT, "%.1f s (CPU %.1f s)", bestWall, bestCpu), "12 s on 2 cores", most(bestWall, 12), "Splink about a minute");
        Map<String, String> groups = new HashMap<>();
        for (Labelled file : set.files()) {
            groups.put(file.file().id(), file.group());
        }
        long right = 0;
        long all = 0;
        for (Map.Entry<String, List<GroupSuggestion>> star : proposals.entrySet()) {
            for (GroupSuggestion other : star.getValue()) {
                all++;
                right += groups.get(star.getKey()).equals(groups.get(other.clientFile())) ? 1 : 0;
            }
        }
        figure("scan: proposals, right ones among them", String.format(Locale.ROOT, "%d stars, %.3f", proposals.size(), (double) right / all), "", "", "");
    }

    // --- peers ------------------------------------------------------------------------------------

    private void peers() throws Exception {
        say("%n== peers, %,d made-up files, seed %d%n%-28s %12s%s%n", peerFiles, SEED + 1, "", "CPU a file", Quality.header().substring(44));
        LabelledFiles set = SyntheticFiles.generate(SEED + 1, peerFiles);
        Firm firm = new Firm("peers");
        set.files().forEach(file -> firm.put(file.file()));
        GroupStrategy strategy = new GroupStrategy(2, Long.MAX_VALUE);
        try {
            firm.askWhenReady(strategy, set.files().get(0).file().id());
            Quality.of(set, Integer.MAX_VALUE, file -> firm.ask(strategy, file.id()).suggestions());
            peer("Rattache", set, () -> Quality.of(set, Integer.MAX_VALUE, file -> firm.ask(strategy, file.id()).suggestions()));
        } finally {
            strategy.stop();
        }
        LucenePeer lucene = new LucenePeer(set);
        Quality.of(set, 2_000, lucene::suggest);
        peer("Lucene 9.12, best 10", set, () -> Quality.of(set, Integer.MAX_VALUE, lucene::suggest));
        for (TrivialRules rule : TrivialRules.values()) {
            var asked = rule.over(set);
            peer(rule.text(), set, () -> Quality.of(set, Integer.MAX_VALUE, asked));
        }
    }

    private static void peer(String name, LabelledFiles set, java.util.function.Supplier<Quality> run) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        Quality quality = run.get();
        double each = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / set.files().size();
        say("%-28s %9.1f us%s%n", name, each, quality.row("").substring(44));
    }

    /** For sets of pairs: those of a set that belong together. */
    static Set<String> pairs(LabelledFiles set) {
        Map<String, List<String>> groups = new HashMap<>();
        set.files().forEach(file -> groups.computeIfAbsent(file.group(), key -> new ArrayList<>()).add(file.file().id()));
        Set<String> pairs = new HashSet<>();
        for (List<String> group : groups.values()) {
            for (String one : group) {
                for (String other : group) {
                    if (one.compareTo(other) < 0) {
                        pairs.add(one + other);
                    }
                }
            }
        }
        return pairs;
    }
}
