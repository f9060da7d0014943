package org.rattache.web.pages.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the pages, the one that counts without a wish first. */
enum Language {
    FR,
    EN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == FR ? EN : FR;
    }

    static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /** What a browser prefers, of what there is. */
    static Language preferred(String acceptLanguage) {
        if (acceptLanguage == null) {
            return FR;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return Optional.ofNullable(Locale.lookupTag(ranges, List.of("fr", "en")))
                    .flatMap(Language::of)
                    .orElse(FR);
        } catch (IllegalArgumentException e) {
            return FR; // a header of no known form says nothing
        }
    }
}
