package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;

/** What anybody would write in an hour, for comparison. */
enum TrivialRules {
    FIRST_WORD("same first distinctive word") {
        @Override
        List<String> keys(Candidate file, Words words) {
            for (String word : FoldedText.wordsOf(file.name())) {
                int wordClass = words.classOf(Hash.of(word));
                if (word.length() > 2 && wordClass >= Words.NEW && wordClass != Words.ORDINARY) {
                    return List.of("name " + word);
                }
            }
            return List.of();
        }
    },

    EXACT_KEYS("same e-mail, SIREN or phone") {
        @Override
        List<String> keys(Candidate file, Words words) {
            List<String> keys = new ArrayList<>();
            file.email().ifPresent(email -> keys.add("email " + email));
            file.phone().ifPresent(phone -> keys.add("phone " + phone));
            int siren = Sirens.of(file);
            if (siren != Sirens.NONE) {
                keys.add("siren " + siren);
            }
            return keys;
        }
    };

    private final String text;

    TrivialRules(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    abstract List<String> keys(Candidate file, Words words);

    /** The rule over the files of a set. */
    Function<Candidate, List<GroupSuggestion>> over(LabelledFiles set) {
        Words words = new Words();
        Map<String, List<String>> files = new HashMap<>();
        set.files()
                .forEach(
                        labelled ->
                                keys(labelled.file(), words)
                                        .forEach(
                                                key ->
                                                        files.computeIfAbsent(
                                                                        key, k -> new ArrayList<>())
                                                                .add(labelled.file().id())));
        return chosen -> {
            Map<String, GroupSuggestion> found = new LinkedHashMap<>();
            for (String key : keys(chosen, words)) {
                for (String other : files.get(key)) {
                    if (!other.equals(chosen.id())) {
                        found.put(
                                other,
                                new GroupSuggestion(
                                        other, 0.9, Tier.STRONG, List.of(new Reason("key", key))));
                    }
                }
            }
            return List.copyOf(found.values());
        };
    }
}
