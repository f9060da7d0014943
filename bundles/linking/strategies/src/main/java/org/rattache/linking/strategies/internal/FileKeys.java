package org.rattache.linking.strategies.internal;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.rattache.linking.spi.Candidate;

/**
 * What of a client file is compared: typed keys of 64 bits, each with a few flags. Files that share
 * no key are never compared. Reused for one file after another; not thread-safe.
 */
final class FileKeys {

    /** What a key is made of. The order is that of the reasons that an operator reads. */
    enum Type {
        SIREN(0, "siren"),
        EMAIL(1, "email"),
        DOMAIN(2, "domain"),
        PHONE(3, "phone"),
        ADDRESS(4, "address"),
        NAME(5, "name");

        /** Where tables have it. */
        final int number;

        /** How a {@linkplain org.rattache.linking.spi.GroupSuggestion.Reason reason} calls it. */
        final String field;

        Type(int number, String field) {
            this.number = number;
            this.field = field;
        }
    }

    /** The flags of a name key: what the key is to this file. */
    static final int FIRST = 1;

    static final int LEAD = 2;
    static final int WHOLE = 4;
    static final int PAIR = 8;
    static final int STEM = 16;
    static final int INITIALS = 32;
    static final int LATER = 64;

    private static final int MAX_KEYS = 24;
    private static final int MAX_NAME_WORDS = 4;
    private static final int FEWEST_DIGITS_OF_A_PHONE = 6;

    private final Words words;
    private final Domains domains;
    private final FoldedText folded = new FoldedText();
    private final StringBuilder text = new StringBuilder(256);

    private final long[] hashes = new long[MAX_KEYS];
    private final Type[] types = new Type[MAX_KEYS];
    private final byte[] flags = new byte[MAX_KEYS];
    private final byte[] classes = new byte[MAX_KEYS];
    private final int[] starts = new int[MAX_KEYS];
    private final int[] ends = new int[MAX_KEYS];
    private int size;

    private int siren;
    private int domain;
    private int brand;

    private final int[] significant = new int[64];
    private final int[] significantClass = new int[64];
    private final long[] significantHash = new long[64];

    FileKeys(Words words, Domains domains) {
        this.words = words;
        this.domains = domains;
    }

    /** Forgets the file before, and reads one. */
    void read(Candidate file) {
        size = 0;
        domain = 0;
        brand = 0;
        text.setLength(0);
        siren = Sirens.of(file);
        if (siren != Sirens.NONE) {
            int start = text.length();
            text.append(siren);
            while (text.length() - start < 9) {
                text.insert(start, '0');
            }
            add(Type.SIREN, start, 0, 0);
        }
        name(file.name());
        if (file.email().isPresent()) {
            email(file.email().get());
        }
        phone(file.phone());
        address(file.address());
    }

    int size() {
        return size;
    }

    long hash(int key) {
        return hashes[key];
    }

    Type type(int key) {
        return types[key];
    }

    int flags(int key) {
        return flags[key];
    }

    /** How ordinary the word of a name key is, as {@link Words} has it. */
    int wordClass(int key) {
        return classes[key];
    }

    /** How many characters {@link #value} has. */
    int length(int key) {
        return ends[key] - starts[key];
    }

    /** What an operator reads of a key. */
    String value(int key) {
        return text.substring(starts[key], ends[key]);
    }

    /** {@link Sirens#NONE} without one. */
    int siren() {
        return siren;
    }

    /** A hash of the domain that the company owns; 0 without one. */
    int domain() {
        return domain;
    }

    /** A hash of the first word that may be a brand; 0 without one. */
    int brand() {
        return brand;
    }

    private void add(Type type, int start, int keyFlags, int wordClass) {
        add(
                type,
                Hash.of(type.number + 1L, text, start, text.length()),
                start,
                keyFlags,
                wordClass);
    }

    private void add(Type type, long hash, int start, int keyFlags, int wordClass) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                flags[i] |= (byte) keyFlags;
                classes[i] = (byte) Math.min(classes[i], wordClass);
                return;
            }
        }
        if (size < MAX_KEYS) {
            hashes[size] = hash;
            types[size] = type;
            flags[size] = (byte) keyFlags;
            classes[size] = (byte) wordClass;
            starts[size] = start;
            ends[size++] = text.length();
        }
    }

    // --- name
    // -------------------------------------------------------------------------------------

    private void name(String name) {
        folded.read(name);
        char[] chars = folded.chars();
        int count = 0;
        for (int word = 0; word < folded.words() && count < significant.length; word++) {
            long hash = Hash.of(0, chars, folded.start(word), folded.end(word));
            int wordClass = words.classOf(hash);
            if (wordClass != Words.NOTHING) {
                significant[count] = word;
                significantHash[count] = hash;
                significantClass[count++] = wordClass;
            }
        }
        if (count == 0) {
            return;
        }
        wordKeys(count);
        wholeAndPair(count);
        initials(count);
    }

    /** The words that may be a brand, the least ordinary ones when there are many. */
    private void wordKeys(int count) {
        for (int i = count - 1; i >= 0; i--) {
            if (significantClass[i] != Words.ORDINARY) {
                brand = (int) significantHash[i] | 1;
            }
        }
        int kept = wordKeys(count, true, 0);
        wordKeys(count, false, kept);
    }

    private int wordKeys(int count, boolean rare, int before) {
        int kept = before;
        for (int i = 0; i < count && kept < MAX_NAME_WORDS; i++) {
            int word = significant[i];
            int wordClass = significantClass[i];
            if (wordClass != Words.ORDINARY
                    && rare == wordClass <= Words.SOME
                    && folded.length(word) > 1
                    && (!folded.isNumber(word) || folded.length(word) > 3)) {
                int start = text.length();
                text.append(folded.chars(), folded.start(word), folded.length(word));
                int place = isFirstDistinctive(i) ? FIRST : LATER;
                add(Type.NAME, start, i == 0 ? place | LEAD : place, wordClass);
                kept++;
            }
        }
        return kept;
    }

    private boolean isFirstDistinctive(int index) {
        for (int i = 0; i < index; i++) {
            if (significantClass[i] != Words.ORDINARY && folded.length(significant[i]) > 1) {
                return false;
            }
        }
        return true;
    }

    private void wholeAndPair(int count) {
        if (count < 2) {
            if (size > 0 && types[size - 1] == Type.NAME) {
                flags[size - 1] |= WHOLE;
            } else {
                squeeze(1, WHOLE, significantClass[0]);
            }
            return;
        }
        int pairClass = words.classOfPair(squeezedHash(2));
        int best = Words.ORDINARY;
        for (int i = 0; i < count; i++) {
            best = rarer(best, significantClass[i]);
        }
        squeeze(count, WHOLE, best);
        if (pairClass == Words.NEW) {
            // Two ordinary words that were never seen together are as rare as one rare word.
            int pair = rarer(significantClass[0], significantClass[1]);
            squeeze(2, count == 2 ? PAIR | WHOLE : PAIR, pair);
        }
    }

    private long squeezedHash(int count) {
        long hash = Hash.start(0);
        for (int i = 0; i < count; i++) {
            for (int c = folded.start(significant[i]); c < folded.end(significant[i]); c++) {
                hash = Hash.add(hash, folded.chars()[c]);
            }
        }
        return Hash.end(hash);
    }

    private static int rarer(int one, int other) {
        return rank(one) <= rank(other) ? one : other;
    }

    /** The classes from rare to ordinary. */
    private static int rank(int wordClass) {
        return switch (wordClass) {
            case Words.DICTIONARY -> Words.SOME * 2 + 1;
            case Words.PERSON -> Words.SOME * 2 + 2;
            case Words.PLACE -> Words.SOME * 2 + 3;
            default -> wordClass <= Words.SOME ? wordClass * 2 : wordClass * 2 + 2;
        };
    }

    private void squeeze(int count, int keyFlags, int wordClass) {
        int start = text.length();
        for (int i = 0; i < count; i++) {
            text.append(
                    folded.chars(), folded.start(significant[i]), folded.length(significant[i]));
        }
        int end = text.length();
        long hash = Hash.of(Type.NAME.number + 1L, text, start, end);
        // The operator reads the words apart.
        text.setLength(start);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ")
                    .append(
                            folded.chars(),
                            folded.start(significant[i]),
                            folded.length(significant[i]));
        }
        add(Type.NAME, hash, start, keyFlags, wordClass);
    }

    private void initials(int count) {
        if (count < 3 || count > 7) {
            return;
        }
        int start = text.length();
        for (int i = 0; i < count; i++) {
            text.append(folded.chars()[folded.start(significant[i])]);
        }
        add(Type.NAME, start, INITIALS, Words.NEW);
    }

    // --- e-mail
    // -----------------------------------------------------------------------------------

    private void email(String typed) {
        String email = typed.strip();
        int at = email.lastIndexOf('@');
        if (at <= 0 || at == email.length() - 1) {
            return;
        }
        int start = text.length();
        for (int i = 0; i < email.length(); i++) {
            char c = email.charAt(i);
            if (c >= 0x80) {
                text.setLength(start);
                appendInternational(email, at);
                break;
            }
            text.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        add(Type.EMAIL, start, 0, 0);
        int domainStart = text.lastIndexOf("@") + 1;
        int registered = domains.registered(text, domainStart);
        if (registered < 0 || domains.isFreeMail(text, registered)) {
            return;
        }
        int length = text.length();
        int from = text.length();
        text.append(text, registered, length);
        long hash = Hash.of(Type.DOMAIN.number + 1L, text, from, text.length());
        domain = (int) (hash >>> 32) | 1;
        add(Type.DOMAIN, hash, from, 0, 0);
        stem(registered, length);
    }

    private void appendInternational(String email, int at) {
        String local = Normalizer.normalize(email.substring(0, at), Normalizer.Form.NFC);
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            text.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        text.append('@');
        String host = Normalizer.normalize(email.substring(at + 1), Normalizer.Form.NFC);
        try {
            text.append(IDN.toASCII(host).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            text.append(host);
        }
    }

    /** The name under which the domain was registered, as a word of the company's name. */
    private void stem(int from, int end) {
        int start = text.length();
        boolean hyphen = false;
        for (int i = from; i < end && text.charAt(i) != '.'; i++) {
            if (text.charAt(i) == '-') {
                hyphen = true;
            } else {
                text.append(text.charAt(i));
            }
        }
        long hash = Hash.of(0, text, start, text.length());
        int wordClass = words.classOf(hash);
        if (wordClass != Words.NOTHING && text.length() - start > 1) {
            add(Type.NAME, start, STEM, wordClass);
        }
        if (!hyphen) {
            return;
        }
        int part = text.length();
        for (int i = from; i <= end; i++) {
            char c = i == end ? '.' : text.charAt(i);
            if (c == '-' || c == '.') {
                int partClass = words.classOf(Hash.of(0, text, part, text.length()));
                if (text.length() - part > 2
                        && partClass != Words.NOTHING
                        && partClass != Words.ORDINARY) {
                    add(Type.NAME, part, STEM, partClass);
                }
                part = text.length();
                if (c == '.') {
                    return;
                }
            } else {
                text.append(c);
            }
        }
    }

    // --- phone
    // ------------------------------------------------------------------------------------

    /** In E.164 when the number is French or international; its digits otherwise. */
    private void phone(Optional<String> typed) {
        if (typed.isEmpty()) {
            return;
        }
        String phone = typed.get();
        int start = text.length();
        boolean international = false;
        for (int i = 0; i < phone.length(); i++) {
            char c = phone.charAt(i);
            if (c >= '0' && c <= '9') {
                text.append(c);
            } else if (c == '+' && text.length() == start) {
                international = true;
            } else if (Character.isLetter(c) && text.length() - start >= FEWEST_DIGITS_OF_A_PHONE) {
                break;
            }
        }
        int digits = text.length() - start;
        if (!international
                && digits > 4
                && text.charAt(start) == '0'
                && text.charAt(start + 1) == '0') {
            international = true;
            text.delete(start, start + 2);
        } else if (!international && digits == 10 && text.charAt(start) == '0') {
            international = true;
            text.replace(start, start + 1, "33");
        }
        if (international
                && text.length() - start == 12
                && text.charAt(start) == '3'
                && text.charAt(start + 1) == '3'
                && text.charAt(start + 2) == '0') {
            // +33 (0)1 …
            text.deleteCharAt(start + 2);
        }
        if (international) {
            text.insert(start, '+');
        }
        if (text.length() - start >= FEWEST_DIGITS_OF_A_PHONE && !oneDigit(start)) {
            add(Type.PHONE, start, 0, 0);
        }
    }

    /** 0000000000 and the like stand for "none". */
    private boolean oneDigit(int start) {
        char last = text.charAt(text.length() - 1);
        for (int i = text.length() - 6; i < text.length(); i++) {
            if (text.charAt(Math.max(i, start)) != last) {
                return false;
            }
        }
        return true;
    }

    // --- address
    // ----------------------------------------------------------------------------------

    /**
     * The number of the house and the street's name without its kind; the post code, if known, is
     * only a flag, since one of two files may lack it.
     */
    private void address(Optional<String> typed) {
        if (typed.isEmpty()) {
            return;
        }
        folded.read(typed.get());
        int number = -1;
        int postcode = 0;
        int streetWords = 0;
        int start = text.length();
        boolean streetEnded = false;
        for (int word = 0; word < folded.words(); word++) {
            boolean digits = folded.isNumber(word);
            if (digits && folded.length(word) == 5) {
                postcode = Integer.parseInt(folded.word(word));
                streetEnded |= streetWords > 0;
            } else if (number < 0 && streetWords == 0 && startsWithDigit(word)) {
                number = word;
            } else if (!streetEnded && number >= 0) {
                int street = Streets.kind(folded.chars(), folded.start(word), folded.end(word));
                if (street == Streets.KIND && streetWords > 0) {
                    streetEnded = true;
                } else if (street == Streets.NAME) {
                    if (streetWords == 0) {
                        text.append(folded.chars(), folded.start(number), folded.length(number))
                                .append(' ');
                    }
                    text.append(folded.chars(), folded.start(word), folded.length(word));
                    streetWords++;
                    streetEnded |= streetWords == 2 || !isNamedAfterSomebody(word);
                }
            }
        }
        if (streetWords > 0) {
            int area = postcode == 0 ? 0 : 1 + postcode % 127;
            add(Type.ADDRESS, start, area, 0);
        }
    }

    /** Victor Hugo, Général Leclerc: one word does not yet tell the street. */
    private boolean isNamedAfterSomebody(int word) {
        int wordClass =
                words.classOf(Hash.of(0, folded.chars(), folded.start(word), folded.end(word)));
        return wordClass == Words.PERSON || wordClass == Words.ORDINARY || folded.length(word) < 3;
    }

    private boolean startsWithDigit(int word) {
        char c = folded.chars()[folded.start(word)];
        return c >= '0' && c <= '9' && folded.length(word) <= 6;
    }
}
