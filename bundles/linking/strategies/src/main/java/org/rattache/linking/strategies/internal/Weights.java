package org.rattache.linking.strategies.internal;

import java.util.Arrays;
import java.util.List;

/**
 * What each of the {@link Features} is worth: the fixed tables. The sum of the weights of what was
 * observed is the logarithm of the odds that two files are of one group. {@code weights.txt} says
 * which rows {@code Fit} of the benchmarks gave, and which were set by hand.
 */
final class Weights {

    private final float[] weights;

    private Weights(float[] weights) {
        this.weights = weights;
    }

    static Weights of(float[] weights) {
        return new Weights(weights.clone());
    }

    /** Those that the bundle ships. */
    static Weights shipped() {
        List<String> names = Features.names();
        float[] weights = new float[Features.SIZE];
        Resources.lines("weights.txt")
                .map(line -> line.split(" ", -1))
                .forEach(
                        line -> {
                            int feature = names.indexOf(line[0]);
                            if (feature < 0) {
                                throw new IllegalStateException("No such feature: " + line[0]);
                            }
                            weights[feature] = Float.parseFloat(line[1]);
                        });
        return new Weights(weights);
    }

    float get(int feature) {
        return weights[feature];
    }

    float[] toArray() {
        return Arrays.copyOf(weights, weights.length);
    }

    /** The probability that belongs to a sum of weights. */
    static double probability(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
