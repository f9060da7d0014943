package org.rattache.identity.core.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;

/**
 * What a new password must be: long enough, and not one that everybody tries first. No rules of
 * composition.
 */
final class PasswordRules {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 256;

    /** NFC may turn one character into several: beyond this no normalising is tried. */
    private static final int MAX_RAW_LENGTH = 2 * MAX_LENGTH;

    /** What is left of a password without the words an attacker knows must still be this long. */
    private static final int OWN_PART = 8;

    private static final int SHORTEST_CONTEXT_WORD = 4;
    private static final String LIST = "common-passwords.txt";
    private static final Set<String> COMMON = load();

    private PasswordRules() {}

    /** Refuses what is too long to be anybody's password, before it costs anything. */
    static void requireComparable(String pointer, String password) {
        if (tooLong(password)) {
            new Violations().add(pointer, "too-long", tooLongText()).throwIfAny();
        }
    }

    /**
     * Checks a new password.
     *
     * @param person what is known of its owner: his address, his name, his company
     * @throws DomainException INVALID
     */
    static void check(String pointer, String password, List<String> person) {
        requireComparable(pointer, password);
        String text = Normalizer.normalize(password, Normalizer.Form.NFC);
        Violations violations = new Violations();
        if (text.codePointCount(0, text.length()) < MIN_LENGTH) {
            violations.add(
                    pointer, "too-short", "At least " + MIN_LENGTH + " characters are needed.");
        } else if (isCommon(text)) {
            violations.add(
                    pointer, "common", "This password is one of those that are tried first.");
        } else if (isMadeOf(text, person)) {
            violations.add(
                    pointer,
                    "guessable",
                    "This password is made of your name, your address or the name of this site.");
        }
        violations.throwIfAny();
    }

    private static boolean tooLong(String password) {
        if (password.length() > MAX_RAW_LENGTH) {
            return true;
        }
        String text = Normalizer.normalize(password, Normalizer.Form.NFC);
        return text.codePointCount(0, text.length()) > MAX_LENGTH;
    }

    private static String tooLongText() {
        return "At most " + MAX_LENGTH + " characters are allowed.";
    }

    private static boolean isCommon(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return COMMON.contains(lower) || repeats(lower) || runs(lower);
    }

    /** Such as aaaaaaaaaaaa, abcabcabcabc, 123412341234. */
    private static boolean repeats(String text) {
        for (int unit = 1; unit <= 4; unit++) {
            if (text.substring(unit).equals(text.substring(0, text.length() - unit))) {
                return true;
            }
        }
        return false;
    }

    /** Such as abcdefghijkl, 987654321098: each character follows the one before. */
    private static boolean runs(String text) {
        return follows(text, 1) || follows(text, -1);
    }

    private static boolean follows(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            int difference = text.charAt(i) - text.charAt(i - 1);
            boolean wraps = Character.isDigit(text.charAt(i)) && difference == -9 * step;
            if (difference != step && !wraps) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMadeOf(String text, List<String> person) {
        String rest = text.toLowerCase(Locale.ROOT);
        List<String> words =
                Stream.concat(Stream.of("rattache"), person.stream())
                        .flatMap(PasswordRules::words)
                        .distinct()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList();
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest.length() < text.length() && rest.length() < OWN_PART;
    }

    /** A text and its parts: marie.dupont gives marie.dupont, marie and dupont. */
    private static Stream<String> words(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(lower), Stream.of(lower.split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() >= SHORTEST_CONTEXT_WORD);
    }

    private static Set<String> load() {
        try (InputStream in = PasswordRules.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is not in the bundle.");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
