package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups out of pairs of files. The surest pairs are joined first, and the larger two groups are,
 * the surer a pair must be to join them: otherwise single mistakes chain groups into giants.
 */
final class Clusters {

    /** What each doubling of the product of two sizes asks of the logarithm of the odds. */
    private static final double PENALTY = 0.35;

    private final IntList first = new IntList();
    private final IntList second = new IntList();
    private final IntList odds = new IntList();

    private int[] parents = new int[0];
    private int[] sizes = new int[0];

    /** A pair that belongs together with this probability; each direction may be added. */
    void add(int one, int other, float score) {
        first.add(one);
        second.add(other);
        double limited = Math.min(score, 0.9999);
        odds.add((int) (Math.log(limited / (1 - limited)) * 1_000));
    }

    /** The groups as stars, the file at the centre first; every file is in one star at most. */
    List<List<Integer>> stars() {
        join();
        Map<Integer, IntList> pairsOfGroup = new HashMap<>();
        for (int pair = 0; pair < first.size(); pair++) {
            int group = group(first.get(pair));
            if (group == group(second.get(pair))) {
                pairsOfGroup.computeIfAbsent(group, key -> new IntList()).add(pair);
            }
        }
        List<List<Integer>> stars = new ArrayList<>();
        int[] groups =
                pairsOfGroup.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int group : groups) {
            starsOf(pairsOfGroup.get(group), stars);
        }
        return stars;
    }

    private void join() {
        int largest = 0;
        for (int i = 0; i < first.size(); i++) {
            largest = Math.max(largest, Math.max(first.get(i), second.get(i)));
        }
        parents = new int[largest + 1];
        sizes = new int[largest + 1];
        Arrays.setAll(parents, i -> i);
        Arrays.fill(sizes, 1);
        long[] surestFirst = new long[first.size()];
        for (int i = 0; i < surestFirst.length; i++) {
            surestFirst[i] = ((1_000_000L - odds.get(i)) << 32) | i;
        }
        Arrays.sort(surestFirst);
        for (long entry : surestFirst) {
            int pair = (int) entry;
            int one = group(first.get(pair));
            int other = group(second.get(pair));
            double sizesLog = Math.log((double) sizes[one] * sizes[other]) / Math.log(2);
            if (one != other && odds.get(pair) / 1_000.0 >= PENALTY * sizesLog) {
                parents[other] = one;
                sizes[one] += sizes[other];
            }
        }
    }

    private int group(int file) {
        int at = file;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /**
     * The file with the surest pairs is the centre; what has none with it makes stars of its own.
     */
    private void starsOf(IntList pairs, List<List<Integer>> stars) {
        Map<Integer, Map<Integer, Integer>> neighbours = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            int pair = pairs.get(i);
            link(neighbours, first.get(pair), second.get(pair), odds.get(pair));
            link(neighbours, second.get(pair), first.get(pair), odds.get(pair));
        }
        while (neighbours.size() > 1) {
            int centre = -1;
            long best = 0;
            for (Map.Entry<Integer, Map<Integer, Integer>> file : neighbours.entrySet()) {
                long sum = 0;
                for (int value : file.getValue().values()) {
                    sum += value + 1;
                }
                if (sum > best || (sum == best && centre >= 0 && file.getKey() < centre)) {
                    best = sum;
                    centre = file.getKey();
                }
            }
            if (centre < 0) {
                return;
            }
            List<Integer> star = new ArrayList<>();
            star.add(centre);
            star.addAll(neighbours.get(centre).keySet().stream().sorted().toList());
            stars.add(star);
            star.forEach(neighbours::remove);
            neighbours.values().forEach(others -> others.keySet().removeAll(star));
        }
    }

    private static void link(
            Map<Integer, Map<Integer, Integer>> neighbours, int one, int other, int value) {
        neighbours.computeIfAbsent(one, key -> new HashMap<>()).merge(other, value, Math::max);
    }
}
