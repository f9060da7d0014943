package org.rattache.web.pages.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rattache.platform.api.DomainException;

/**
 * Why a form is shown again.
 *
 * @param summary what stands above it
 * @param fields what stands at a field
 */
record Refusal(int status, Html summary, Map<String, Html> fields) {

    /** Nothing was refused. */
    static final Refusal NONE = new Refusal(200, Html.NOTHING, Map.of());

    static Refusal of(int status, Html summary) {
        return new Refusal(status, summary, Map.of());
    }

    static Refusal at(String field, Words words, Language language) {
        return new Refusal(
                422, Words.CHECK_FIELDS.html(language), Map.of(field, words.html(language)));
    }

    /**
     * In the reader's words; empty when no other input would help.
     *
     * @param names how a field of the service is called on the page, where it differs
     */
    static Optional<Refusal> of(
            DomainException refused, Language language, Map<String, String> names) {
        return switch (refused.category()) {
            case INVALID -> Optional.of(ofFields(refused, language, names));
            case TOO_MANY ->
                    Optional.of(
                            of(
                                    429,
                                    Words.TOO_MANY_TRIES.html(
                                            language, minutes(refused.retryAfter()))));
            case UNAVAILABLE ->
                    Optional.of(
                            of(
                                    503,
                                    (refused.code().equals("log-in-busy") ? Words.BUSY : Words.AWAY)
                                            .html(language)));
            case STALE -> Optional.of(of(409, Words.CHANGED_MEANWHILE.html(language)));
            default -> Optional.empty();
        };
    }

    private static Refusal ofFields(
            DomainException refused, Language language, Map<String, String> names) {
        Map<String, Html> fields = new LinkedHashMap<>();
        refused.errors()
                .forEach(
                        error -> {
                            String field = error.pointer().substring(1);
                            fields.put(
                                    names.getOrDefault(field, field),
                                    words(error.code()).html(language));
                        });
        return new Refusal(422, Words.CHECK_FIELDS.html(language), fields);
    }

    private static Html minutes(Optional<Duration> wait) {
        long minutes = wait.map(duration -> duration.plusSeconds(59).toMinutes()).orElse(1L);
        return Html.text(Long.toString(Math.max(1, minutes)));
    }

    private static Words words(String code) {
        return switch (code) {
            case "required" -> Words.REQUIRED;
            case "too-short" -> Words.TOO_SHORT;
            case "too-long" -> Words.TOO_LONG;
            case "common" -> Words.COMMON;
            case "guessable" -> Words.GUESSABLE;
            case "wrong-password" -> Words.WRONG_PASSWORD;
            case "same-password" -> Words.SAME_PASSWORD;
            default -> Words.NOT_POSSIBLE;
        };
    }
}
