package org.rattache.linking.strategies.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the word lists of the strategy from public data: run once, by hand, when a source has
 * changed. {@code benchmarks/matching/words/README.md} names the sources.
 */
public final class DeriveWords {

    private static final int FEWEST_PAIRS = 3;

    /** The forms that are well known enough to be no part of a name wherever they stand in it. */
    private static final Set<String> FORMS_ANYWHERE =
            Set.of(
                    "sarl", "eurl", "sas", "sasu", "sa", "sci", "snc", "scop", "scp", "selarl", "earl",
                    "gaec", "gie", "gmbh", "ltd", "limited", "llc", "inc", "plc", "bv", "nv", "ag",
                    "spa", "srl", "ab", "oy", "aps", "kg", "pty", "pte", "co", "corp", "incorporated",
                    "selas", "sca", "sem", "ei", "eirl", "scm", "scea", "sccv", "selurl", "spl");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> pairs = new TreeMap<>();
    private final Set<String> places = new HashSet<>();

    private DeriveWords() {}

    /**
     * Reads and writes.
     *
     * @param args the folder of the sources, the folder of hand-written and folded lists, the folder
     *     to write to
     */
    public static void main(String[] args) throws IOException {
        new DeriveWords().derive(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    private void derive(Path sources, Path lists, Path target) throws IOException {
        Set<String> stop = list(lists.resolve("stop.txt"));
        Set<String> ordinary = list(lists.resolve("ordinary.txt"));
        Set<String> general = list(lists.resolve("general.txt"));
        Set<String> federations = list(lists.resolve("federations.txt"));
        Set<String> abroad = list(lists.resolve("surnames-abroad.txt"));
        Set<String> persons = list(lists.resolve("persons.txt"));
        persons.removeAll(abroad);
        places.addAll(list(lists.resolve("places.txt")));
        Set<String> forms = legalForms(sources.resolve("words/legal-forms.yml"));
        forms.removeAll(stop);
        Predicate<String> insignificant = word -> stop.contains(word) || forms.contains(word);
        for (String[] row : Csv.rows(Files.readString(sources.resolve("words/organisation-names.csv")))) {
            count(row[1], row[2], insignificant);
            Stream.of(FoldedText.wordsOf(row[5]))
                    .filter(word -> word.length() > 3)
                    .forEach(places::add);
        }
        Set<String> dictionary = frenchWords(sources.resolve("french-words.json"));
        Set<String> english = words(sources.resolve("english-words.json"), 4);

        Set<String> all = new TreeSet<>(counts.keySet());
        Stream.of(stop, ordinary, persons, places, forms, general, abroad, federations).forEach(all::addAll);
        List<String> lines = new ArrayList<>();
        lines.add("# How ordinary a word is. NOTICE.txt names the sources; DeriveWords makes this file.");
        lines.add("# word, uses in 51,370 names of organisations, kinds:");
        lines.add("# s no part of a name, f legal form, e legal form at an end of a name, o ordinary, p person,");
        lines.add("# q surname of another country, l place, g says where or how large,");
        lines.add("# a of bodies whose members bear one name");
        for (String word : all) {
            String kinds =
                    (stop.contains(word) ? "s" : "")
                            + (FORMS_ANYWHERE.contains(word) ? "f" : forms.contains(word) ? "e" : "")
                            + (general.contains(word) ? "g" : "")
                            + (ordinary.contains(word) ? "o" : "")
                            + (federations.contains(word) ? "a" : "")
                            + (persons.contains(word) ? "p" : "")
                            + (abroad.contains(word) ? "q" : "")
                            + (places.contains(word) ? "l" : "");
            lines.add(word + " " + counts.getOrDefault(word, 0) + (kinds.isEmpty() ? "" : " " + kinds));
        }
        Files.write(target.resolve("words.txt"), lines);
        List<String> pairLines = new ArrayList<>();
        pairLines.add("# The first two words of names, written as one, and in how many names they stand first.");
        pairs.forEach(
                (pair, count) -> {
                    if (count >= FEWEST_PAIRS) {
                        pairLines.add(pair + " " + count);
                    }
                });
        Files.write(target.resolve("pairs.txt"), pairLines);
        Files.write(target.resolve("dictionary.bin"), filter(dictionary));
        Files.write(target.resolve("english.bin"), filter(english));
        System.out.printf(
                "%d words, %d pairs, %d words of the dictionary, %d English ones%n",
                all.size(), pairLines.size() - 1, dictionary.size(), english.size());
    }

    private static byte[] filter(Set<String> words) {
        WordFilter filter = WordFilter.forWords(words.size());
        words.forEach(word -> filter.add(Hash.of(word)));
        return filter.toBytes();
    }

    /**
     * Counts the words of a name, but for those that are also in its owner's domain: there they are
     * used as a brand, which says nothing about how ordinary they are.
     */
    private void count(String name, String host, Predicate<String> insignificant) {
        List<String> words =
                Stream.of(FoldedText.wordsOf(name.replaceAll("\\([^)]*\\)", " ")))
                        .filter(insignificant.negate())
                        .toList();
        String squeezed = String.join("", FoldedText.wordsOf(host));
        words.stream()
                .distinct()
                .filter(word -> word.length() > 1 && word.chars().allMatch(c -> c < 0x80))
                .filter(word -> !squeezed.contains(word) || word.length() < 3)
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        if (words.size() > 1) {
            String pair = words.get(0) + words.get(1);
            if (!squeezed.contains(pair)) {
                pairs.merge(pair, 1, Integer::sum);
            }
        }
    }

    private static Set<String> list(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(word -> !word.isBlank())
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Legal forms that are one word when written without points, such as SARL. */
    private static Set<String> legalForms(Path file) throws IOException {
        Pattern item = Pattern.compile("\\s*(?:- |- display: |compare: )\\s*(.+)");
        Set<String> forms = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = item.matcher(line);
            if (matcher.matches() && !line.contains("generic:")) {
                String[] words = FoldedText.wordsOf(matcher.group(1).replace("display:", ""));
                if (words.length == 1 && words[0].length() > 1 && words[0].length() <= 6) {
                    forms.add(words[0]);
                }
            }
        }
        forms.removeAll(Set.of("group", "groupe", "co", "union", "bank", "trust", "fund"));
        forms.addAll(FORMS_ANYWHERE);
        return forms;
    }

    /** French words as a dictionary has them; most forms of verbs are left out. */
    private static Set<String> frenchWords(Path file) throws IOException {
        Set<String> all = words(file, 3);
        List<String> endings =
                List.of(
                        "ai", "ais", "ait", "aient", "as", "a", "asse", "asses", "assent", "assiez",
                        "assions", "ames", "ates", "erent", "erai", "eras", "era", "erons", "erez",
                        "eront", "erais", "erait", "erions", "eriez", "eraient", "ions", "iez", "ons",
                        "ez", "at", "ent");
        return all.stream()
                .filter(
                        word ->
                                endings.stream()
                                        .noneMatch(
                                                ending ->
                                                        word.endsWith(ending)
                                                                && all.contains(
                                                                        word.substring(
                                                                                        0,
                                                                                        word.length()
                                                                                                - ending
                                                                                                        .length())
                                                                                + "er")))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> words(Path file, int shortest) throws IOException {
        return Stream.of(Files.readString(file).split("[\\[\\]\",\\s]+"))
                .map(word -> String.join("", FoldedText.wordsOf(word)))
                .filter(word -> word.length() >= shortest)
                .collect(Collectors.toSet());
    }
}
