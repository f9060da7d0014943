package org.rattache.linking.strategies.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.rattache.linking.strategies.internal.LabelledFiles.Half;
import org.rattache.linking.strategies.internal.LabelledFiles.Labelled;

/**
 * Fits the weights of the strategy to the tuning halves of the labelled sets and to made-up files, by
 * logistic regression, and writes {@code weights.txt}. Run by hand when features or data have changed.
 */
public final class Fit {

    /** Which word of a name counts depends on the weights, so they are fitted again with what came out. */
    private static final int ROUNDS = 2;

    /** What is taken off the bias; below 0, the threshold is met by less than even odds of the weighted pairs. */
    private static final float CAUTION = -0.3f;

    private static final int STEPS = 200;
    private static final double PENALTY = 3e-5;

    /** How much the weights of neighbouring counts and classes hold together. */
    private static final double SMOOTHNESS = 3e-3;

    private final Words words = new Words();
    private final Domains domains = new Domains();

    /** A pair of files, as what was observed of it. */
    private record Example(int[] features, boolean together, double weight) {}

    private Fit() {}

    /**
     * Fits.
     *
     * @param args where to write the weights; a second one asks for a check on other groups first
     */
    public static void main(String[] args) throws IOException {
        Fit fit = new Fit();
        if (args.length > 1) {
            fit.crossValidate();
        }
        fit.fit(Path.of(args[0]));
    }

    private void fit(Path target) throws IOException {
        float[] weights = fit(sets(set -> true));
        List<String> lines = new ArrayList<>();
        lines.add("# What each observation is worth; made by Fit of benchmarks/matching. docs/linking-strategy.md explains it.");
        List<String> names = Features.names();
        for (int i = 0; i < weights.length; i++) {
            if (Math.abs(weights[i]) >= 0.005) {
                lines.add(String.format(Locale.ROOT, "%s %.2f", names.get(i), weights[i]));
            }
        }
        Files.write(target, lines);
    }

    /**
     * Fits to one half of the groups of every tuning half, and tells how good that is on the other
     * one: what shows there is no accident of single groups.
     */
    private void crossValidate() {
        for (int fold = 0; fold < 2; fold++) {
            int kept = fold;
            Weights weights = Weights.of(fit(sets(group -> isInFold(group, kept))));
            for (LabelledFiles set : List.of(LabelledFiles.hatvp(), LabelledFiles.ror(), LabelledFiles.chicago())) {
                LabelledFiles other = part(set.half(Half.TUNING), group -> !isInFold(group, kept));
                System.out.println(quality(other, weights).row(set.name() + " fold " + fold));
            }
        }
    }

    private static boolean isInFold(String group, int fold) {
        return (Hash.of("fold " + group) >>> 40 & 1) == fold;
    }

    private static LabelledFiles part(LabelledFiles set, Predicate<String> groups) {
        return new LabelledFiles(
                set.name(), set.files().stream().filter(file -> groups.test(file.group())).toList());
    }

    private Quality quality(LabelledFiles set, Weights weights) {
        FirmIndex index = new FirmIndex();
        Search search = new Search(words, domains);
        for (Labelled labelled : set.files()) {
            search.keys().read(labelled.file());
            index.put(labelled.file().id(), search.keys());
        }
        return Quality.of(
                set,
                Integer.MAX_VALUE,
                file -> {
                    search.keys().read(file);
                    search.look(index, file.id(), weights, FirmHabits.NONE);
                    return search.suggestions(Search.FLOOR, 100);
                });
    }

    private static Map<LabelledFiles, Double> sets(Predicate<String> groups) {
        Map<LabelledFiles, Double> sets = new LinkedHashMap<>();
        sets.put(part(LabelledFiles.hatvp().half(Half.TUNING), groups), 2.0);
        sets.put(part(LabelledFiles.ror().half(Half.TUNING), groups), 2.0);
        sets.put(part(LabelledFiles.chicago().half(Half.TUNING), groups), 1.0);
        sets.put(SyntheticFiles.generate(1, 10_000), 0.3);
        sets.put(SyntheticFiles.generate(2, 60_000), 1.0);
        sets.put(SyntheticFiles.generate(3, 250_000), 1.0);
        return sets;
    }

    private float[] fit(Map<LabelledFiles, Double> sets) {
        float[] prior = prior();
        float[] weights = prior;
        for (int round = 0; round < ROUNDS; round++) {
            List<Example> examples = new ArrayList<>();
            for (Map.Entry<LabelledFiles, Double> set : sets.entrySet()) {
                examples.addAll(examples(set.getKey(), set.getValue(), Weights.of(weights)));
            }
            weights = regress(examples, prior);
        }
        weights[Features.BIAS] -= CAUTION;
        return weights;
    }

    /**
     * What is held true before anything is fitted, from the facts that the documentation names. Too few
     * labelled pairs show some of the features; those stay near what stands here.
     */
    private static float[] prior() {
        Map<String, float[]> byCount = new HashMap<>();
        byCount.put("email.", new float[] {4.5f, 4.5f, 4.2f, 4, 3.5f, 2.8f, 1.2f, 0});
        byCount.put("domain.", new float[] {3, 3, 3, 2.8f, 2.6f, 2.2f, 1.2f, 0.2f});
        byCount.put("phone.", new float[] {2.2f, 2, 2, 1.5f, 1, 0.5f, 0, 0});
        byCount.put("address.", new float[] {1.6f, 1.5f, 1.3f, 1, 0.6f, 0.2f, 0, 0});
        byCount.put("name.files.rare.", new float[] {1.2f, 1.2f, 1.2f, 1.2f, 1, 0.7f, 0.2f, -1.5f});
        byCount.put("name.files.known.", new float[] {0.8f, 0.8f, 0.6f, 0.4f, 0, -0.8f, -1.5f, -2.5f});
        byCount.put("name.files.common.", new float[] {0.8f, 0.6f, 0.3f, -0.2f, -0.8f, -1.5f, -2.2f, -3});
        Map<String, Float> single = new HashMap<>();
        String[] values =
                ("bias -3 domain.other -0.4 name.none -0.6 name.two 0.8 name.three 1.2 street.same 0.8"
                                + " phone.other -0.8 address.other -0.8 name.owned 0.8 name.house 0.5 name.franchise -1 name.local -0.5 name.federations -1 name.surname -1 name.outsider -0.8"
                                + " name.behind -0.5"
                                + " name.chain -1.5 name.hot -1 email.office -3"
                                + " name.whole1.brand 1.5 name.whole1.local 0.5 name.whole1.ordinary 0"
                                + " name.whole2.brand 2.5 name.whole2.local 0.5 name.whole2.ordinary 2"
                                + " name.whole3.brand 3 name.whole3.local 0.5 name.whole3.ordinary 2"
                                + " name.pair.brand 1.5 name.pair.local 0 name.pair.ordinary 0"
                                + " stem.same.brand 3 stem.same.local 2 stem.same.ordinary 1.5"
                                + " stem.name.brand 1.5 stem.name.local 0.8 stem.name.ordinary 0.3"
                                + " name.word.new 1.5 name.word.once 1.2 name.word.few 0.9"
                                + " name.word.some 0.3 name.word.many -0.7 name.word.ordinary -2.5"
                                + " name.word.dictionary -0.8 name.word.person -0.8 name.word.place -1"
                                + " name.word.abroad 0 name.word.english 0"
                                + " name.head.rare 1.5 name.head.known 1 name.lead.rare 1.5"
                                + " name.lead.known 1 name.first.rare 1 name.first.known 0.3"
                                + " name.later.rare -0.5 name.later.known -1.5 name.initials.rare -1"
                                + " name.initials.known -1.5 name.part.rare -0.5 name.part.known -1.5"
                                + " name.within.rare -1 name.within.known -2"
                                + " name.place.first 0.3 name.place.some -0.5 name.place.behind -1"
                                + " name.length.3 -0.4 name.length.5 -0.1 name.length.long 0.2")
                        .split(" ", -1);
        String[] sizes = {"small", "large", "huge"};
        for (int size = 0; size < sizes.length; size++) {
            single.put("name.headless.two." + sizes[size], -0.5f * size);
            single.put("name.headless.few." + sizes[size], -0.4f - 0.3f * size);
            single.put("name.headless.many." + sizes[size], -0.8f - 0.3f * size);
        }
        for (int i = 0; i < values.length; i += 2) {
            single.put(values[i], Float.parseFloat(values[i + 1]));
        }
        List<String> counts = List.of("2", "3", "4", "6", "9", "16", "31", "61");
        float[] weights = new float[Features.SIZE];
        List<String> names = Features.names();
        for (int i = 0; i < weights.length; i++) {
            String name = names.get(i);
            weights[i] = single.getOrDefault(name, 0f);
            for (Map.Entry<String, float[]> table : byCount.entrySet()) {
                if (name.startsWith(table.getKey())) {
                    String[] rest = name.substring(table.getKey().length()).split("\\.", -1);
                    int count = counts.indexOf(rest[0]);
                    if (count >= 0) {
                        weights[i] = table.getValue()[count];
                    }
                    if (rest.length > 1 && weights[i] > 0) {
                        weights[i] += rest[1].equals("one") ? 0.4f : rest[1].equals("many") ? -0.3f : 0;
                    }
                }
            }
        }
        return weights;
    }

    /** A shared e-mail never speaks against a group, nor a different domain for one. */
    private static void bounds(double[] least, double[] most) {
        List<String> names = Features.names();
        for (int i = 0; i < least.length; i++) {
            String name = names.get(i);
            boolean against = name.endsWith(".other") || name.equals("name.none") || name.equals("name.local") || name.equals("name.federations") || name.equals("name.surname") || name.equals("name.outsider");
            boolean chance = name.equals("email.office") || name.startsWith("name.headless.") || name.matches("name\\.(behind|chain|hot)");
            boolean free = name.equals("bias") || name.startsWith("name.") || name.startsWith("stem.");
            boolean speaksFor = name.startsWith("stem.") || name.startsWith("name.whole") || name.startsWith("name.pair.brand") || name.equals("name.owned");
            least[i] = name.equals("name.outsider") ? -6 : against ? -3 : (free || chance) && !speaksFor ? -20 : 0;
            most[i] = against || chance ? 0 : 20;
        }
    }

    /** For each weight the one of the next larger count or class; 0 without one. */
    private static int[] neighbours() {
        List<String> names = Features.names();
        List<List<String>> rows =
                List.of(
                        List.of("2", "3", "4", "6", "9", "16", "31", "61"),
                        List.of("new", "once", "few", "some", "many"));
        int[] next = new int[Features.SIZE];
        for (int i = 0; i < next.length; i++) {
            String[] parts = names.get(i).split("\\.", -1);
            for (int part = 0; part < parts.length; part++) {
                for (List<String> row : rows) {
                    int at = parts[0].equals("name") || row.contains("2") ? row.indexOf(parts[part]) : -1;
                    if (at >= 0 && at + 1 < row.size() && !names.get(i).startsWith("name.length")) {
                        String[] other = parts.clone();
                        other[part] = row.get(at + 1);
                        next[i] = Math.max(0, names.indexOf(String.join(".", other)));
                    }
                }
            }
        }
        return next;
    }

    private List<Example> examples(LabelledFiles set, double share, Weights weights) {
        FirmIndex index = new FirmIndex();
        Search search = new Search(words, domains);
        Map<Integer, String> groups = new HashMap<>();
        for (Labelled labelled : set.files()) {
            search.keys().read(labelled.file());
            index.put(labelled.file().id(), search.keys());
            groups.put(index.numberOf(labelled.file().id()), labelled.group());
        }
        List<Example> examples = new ArrayList<>();
        int[] found = new int[32];
        double together = 0;
        for (Labelled labelled : set.files()) {
            search.keys().read(labelled.file());
            search.look(index, labelled.file().id(), weights, FirmHabits.NONE);
            List<Example> right = new ArrayList<>();
            List<Example> wrong = new ArrayList<>();
            for (int slot = 0; slot < search.met(); slot++) {
                if (!search.hasSameSiren(slot) && search.hasEvidence(slot)) {
                    int size = search.features(slot, found);
                    boolean same = labelled.group().equals(groups.get(search.file(slot)));
                    (same ? right : wrong).add(new Example(Arrays.copyOf(found, size), same, 1));
                }
            }
            // The pairs of one file are much alike: thirty of them do not say thirty times as much.
            together += Math.sqrt(right.size());
            for (List<Example> alike : List.of(right, wrong)) {
                for (Example example : alike) {
                    examples.add(new Example(example.features, example.together, 1 / Math.sqrt(alike.size())));
                }
            }
        }
        // Every set counts by its share, however many pairs it has.
        double each = share * 1000 / Math.max(1, together);
        return examples.stream()
                .map(example -> new Example(example.features, example.together, each * example.weight))
                .toList();
    }

    private static float[] regress(List<Example> examples, float[] prior) {
        double total = examples.stream().mapToDouble(Example::weight).sum();
        double[] weights = new double[Features.SIZE];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = prior[i];
        }
        double[] momentum = new double[Features.SIZE];
        double[] square = new double[Features.SIZE];
        double[] least = new double[Features.SIZE];
        double[] most = new double[Features.SIZE];
        bounds(least, most);
        int[] next = neighbours();
        boolean[] counted = new boolean[Features.SIZE];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = Features.names().get(i).matches(".*\\.[0-9]+(\\..*)?");
        }
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = new double[Features.SIZE];
            double loss = 0;
            for (Example example : examples) {
                double sum = weights[Features.BIAS];
                for (int feature : example.features) {
                    sum += weights[feature];
                }
                double probability = Weights.probability(sum);
                double error = (probability - (example.together ? 1 : 0)) * example.weight / total;
                loss -= Math.log(Math.max(1e-12, example.together ? probability : 1 - probability)) * example.weight / total;
                gradient[Features.BIAS] += error;
                for (int feature : example.features) {
                    gradient[feature] += error;
                }
            }
            for (int i = 0; i < weights.length; i++) {
                gradient[i] += PENALTY * (weights[i] - prior[i]);
                if (next[i] > 0) {
                    double bend = weights[i] - weights[next[i]] - (prior[i] - prior[next[i]]);
                    gradient[i] += SMOOTHNESS * bend;
                    gradient[next[i]] -= SMOOTHNESS * bend;
                }
            }
            double rate = 0.3 * Math.pow(0.985, step);
            for (int i = 0; i < weights.length; i++) {
                double slope = gradient[i];
                momentum[i] = 0.9 * momentum[i] + 0.1 * slope;
                square[i] = 0.99 * square[i] + 0.01 * slope * slope;
                weights[i] -= rate * (momentum[i] / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-9);
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(least[i], Math.min(most[i], weights[i]));
            }
            // The more files share a key, the less it says.
            for (int i = 0; i < weights.length; i++) {
                if (counted[i] && next[i] > 0 && weights[next[i]] > weights[i]) {
                    weights[i] = (weights[i] + weights[next[i]]) / 2;
                    weights[next[i]] = weights[i];
                }
            }
            if (step == STEPS) {
                System.out.printf(Locale.ROOT, "step %d loss %.5f%n", step, loss);
            }
        }
        float[] result = new float[prior.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) weights[i];
        }
        return result;
    }
}
