package org.rattache.linking.strategies.internal;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import no.priv.garshol.duke.ConfigurationImpl;
import no.priv.garshol.duke.Property;
import no.priv.garshol.duke.PropertyImpl;
import no.priv.garshol.duke.Processor;
import no.priv.garshol.duke.Record;
import no.priv.garshol.duke.RecordImpl;
import no.priv.garshol.duke.comparators.ExactComparator;
import no.priv.garshol.duke.comparators.JaroWinkler;
import no.priv.garshol.duke.databases.LuceneDatabase;
import no.priv.garshol.duke.matchers.AbstractMatchListener;

/**
 * Duke 1.2 on the same files, in a process of its own because of its old Lucene. Every field is looked
 * up: on sparse ones Duke finds nothing otherwise.
 */
public final class DukePeer {

    private static final double[] THRESHOLDS = {0.7, 0.8, 0.9, 0.95};

    private DukePeer() {}

    /**
     * Measures and prints.
     *
     * @param args seed and number of files
     */
    public static void main(String[] args) {
        LabelledFiles set = SyntheticFiles.generate(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        FileKeys keys = new FileKeys(new Words(), new Domains());
        List<Record> records = new ArrayList<>();
        for (LabelledFiles.Labelled labelled : set.files()) {
            RecordImpl record = new RecordImpl();
            record.addValue("id", labelled.file().id());
            record.addValue("name", String.join(" ", FoldedText.wordsOf(labelled.file().name())));
            keys.read(labelled.file());
            for (int key = 0; key < keys.size(); key++) {
                if (keys.type(key) != FileKeys.Type.NAME) {
                    record.addValue(keys.type(key).field, keys.value(key));
                }
            }
            records.add(record);
        }
        List<Property> properties = new ArrayList<>();
        properties.add(new PropertyImpl("id"));
        properties.add(property("name", 0.1, 0.85, true));
        properties.add(property("email", 0.4, 0.95, false));
        properties.add(property("domain", 0.4, 0.9, false));
        properties.add(property("siren", 0.4, 0.98, false));
        properties.add(property("phone", 0.45, 0.85, false));
        properties.add(property("address", 0.45, 0.8, false));
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setProperties(properties);
        configuration.setThreshold(THRESHOLDS[0]);
        LuceneDatabase database = new LuceneDatabase();
        database.setConfiguration(configuration);
        configuration.setDatabase(database);
        List<String> pairs = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        Processor processor = new Processor(configuration, database);
        processor.addMatchListener(
                new AbstractMatchListener() {
                    @Override
                    public void matches(Record one, Record other, double confidence) {
                        String a = one.getValue("id");
                        String b = other.getValue("id");
                        pairs.add(a.compareTo(b) < 0 ? a + b : b + a);
                        scores.add(confidence);
                    }
                });
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        processor.deduplicate(records);
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        Set<String> wanted = MatchingBenchmark.pairs(set);
        double bestF1 = 0;
        String best = "";
        for (double threshold : THRESHOLDS) {
            Set<String> found = new HashSet<>();
            for (int i = 0; i < pairs.size(); i++) {
                if (scores.get(i) >= threshold) {
                    found.add(pairs.get(i));
                }
            }
            long right = found.stream().filter(wanted::contains).count();
            double precision = found.isEmpty() ? 0 : (double) right / found.size();
            double recall = (double) right / wanted.size();
            double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            if (f1 > bestF1) {
                bestF1 = f1;
                best = String.format(Locale.ROOT, "%9.3f %9.3f %9.3f (its best threshold, %.2f)", precision, recall, f1, threshold);
            }
        }
        System.out.printf(Locale.ROOT, "%-28s %9.1f us %s%n", "Duke 1.2", cpu / 1e3 / set.files().size(), best);
        compare(set, cpu, bestF1);
    }

    /** Ours in the same process: building and asking together, as Duke's time is that of both. */
    private static void compare(LabelledFiles set, long dukeCpu, double dukeF1) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Search search = new Search(new Words(), new Domains());
        FirmIndex index = new FirmIndex();
        for (LabelledFiles.Labelled labelled : set.files()) {
            search.keys().read(labelled.file());
            index.put(labelled.file().id(), search.keys());
        }
        Weights weights = Weights.shipped();
        Quality quality = Quality.of(set, Integer.MAX_VALUE, file -> {
            search.keys().read(file);
            search.look(index, file.id(), weights, FirmHabits.NONE);
            return search.suggestions(Search.THRESHOLD, 100);
        });
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        double ratio = (double) dukeCpu / cpu;
        double gain = quality.f1() - dukeF1;
        System.out.printf(Locale.ROOT, "Rattache beside it, build and questions, cold: %.1f us, F1 %.3f; Duke takes %.0f times the CPU (target 30: %s) and has %.3f less of F1 (target .3: %s)%n",
                cpu / 1e3 / set.files().size(), quality.f1(), ratio, ratio >= 30 ? "reached" : "MISSED", gain, gain >= 0.3 ? "reached" : "MISSED");
    }

    private static Property property(String name, double low, double high, boolean words) {
        PropertyImpl property = new PropertyImpl(name, words ? new JaroWinkler() : new ExactComparator(), low, high);
        property.setLookupBehaviour(Property.Lookup.TRUE);
        return property;
    }
}
