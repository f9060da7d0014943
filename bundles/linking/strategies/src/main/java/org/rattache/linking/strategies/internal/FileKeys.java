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

    /** A trait of a file: behind its first word its name has places only. */
    static final int LOCAL = 1;

    /** A trait of a file: it is of a body whose members bear one name. */
    static final int FEDERATION = 2;

    /** A trait of a file: its e-mail is one that anybody can have. */
    static final int FREE_MAIL = 4;

    /** A word of a domain that has several. */
    static final int PART = 128;

    /** A word that stands behind a first name. */
    static final int SURNAME = 256;

    private static final int MAX_KEYS = 24;
    private static final int MAX_NAME_WORDS = 4;
    private static final int FEWEST_DIGITS_OF_A_PHONE = 6;

    /** Three letters are the initials of too many. */
    private static final int FEWEST_INITIALS = 4;

    private final Words words;
    private final Domains domains;
    private final FoldedText folded = new FoldedText();
    private final StringBuilder text = new StringBuilder(256);

    private final long[] hashes = new long[MAX_KEYS];
    private final Type[] types = new Type[MAX_KEYS];
    private final short[] flags = new short[MAX_KEYS];
    private final byte[] classes = new byte[MAX_KEYS];
    private final int[] starts = new int[MAX_KEYS];
    private final int[] ends = new int[MAX_KEYS];
    private int size;

    private int siren;
    private int domain;
    private int brand;
    private int phone;
    private int address;
    private int street;
    private int traits;
    private long surname;

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
        phone = 0;
        address = 0;
        street = 0;
        traits = 0;
        surname = 0;
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

    /** How many words {@link #value} has. */
    int words(int key) {
        int count = 1;
        for (int i = starts[key]; i < ends[key]; i++) {
            count += text.charAt(i) == ' ' ? 1 : 0;
        }
        return count;
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

    /** A hash of the phone number; 0 without one. */
    int phone() {
        return phone;
    }

    /** {@link #LOCAL} and {@link #FEDERATION}. */
    int traits() {
        return traits;
    }

    /** The {@link #hash} that the surname in the e-mail has as a word of a name; 0 without one. */
    long surname() {
        return surname;
    }

    /** A hash of the house and its street; 0 without one. */
    int address() {
        return address;
    }

    /** A hash of the street; 0 without one. */
    int street() {
        return street;
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
        add(type, hash, start, text.length(), keyFlags, wordClass);
    }

    private void add(Type type, long hash, int start, int end, int keyFlags, int wordClass) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                // The name comes before the domain, and says better what its words are.
                flags[i] |= (short) keyFlags;
                return;
            }
        }
        if (size < MAX_KEYS) {
            hashes[size] = hash;
            types[size] = type;
            flags[size] = (short) keyFlags;
            classes[size] = (byte) wordClass;
            starts[size] = start;
            ends[size++] = end;
        }
    }

    // --- name
    // -------------------------------------------------------------------------------------

    private void name(String name) {
        int aside = wordsBeforeBracket(name);
        folded.read(name);
        char[] chars = folded.chars();
        int last = folded.words() - 1;
        int count = 0;
        int core = 0;
        for (int word = 0; word <= last && count < significant.length; word++) {
            long hash = Hash.of(0, chars, folded.start(word), folded.end(word));
            int wordClass = words.classOf(hash);
            boolean atAnEnd = word == 0 || word == last || word == aside - 1;
            if (wordClass == Words.NOTHING || (wordClass == Words.FORM && atAnEnd)) {
                continue;
            }
            boolean general = wordClass == Words.GENERAL;
            significant[count] = word;
            significantHash[count] = hash;
            significantClass[count++] =
                    general ? Words.ORDINARY : wordClass == Words.FORM ? Words.SOME : wordClass;
            if (!general && word < aside) {
                core = count;
            }
        }
        if (count == 0) {
            return;
        }
        traits(count);
        wordKeys(count);
        wholeAndPair(core == 0 ? count : core);
        initials(core == 0 ? count : core);
    }

    private void traits(int count) {
        boolean local = count > 1 && significantClass[0] != Words.PLACE;
        for (int i = 0; i < count; i++) {
            local &= i == 0 || significantClass[i] == Words.PLACE;
            if (words.isOfFederations(significantHash[i])) {
                traits |= FEDERATION;
            }
        }
        traits |= local ? LOCAL : 0;
    }

    /** What stands in brackets behind a name is no part of it: a country, a division. */
    private int wordsBeforeBracket(String name) {
        int bracket = name.indexOf('(');
        if (bracket <= 0) {
            return Integer.MAX_VALUE;
        }
        folded.read(name.substring(0, bracket));
        return folded.words() == 0 ? Integer.MAX_VALUE : folded.words();
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
                if (i > 0
                        && significant[i - 1] == word - 1
                        && significantClass[i - 1] == Words.PERSON) {
                    place |= SURNAME;
                }
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
        if (count == 1) {
            squeeze(1, WHOLE, significantClass[0]);
            return;
        }
        squeeze(count, WHOLE, kindOf(count));
        if (words.classOfPair(squeezedHash(2)) == Words.NEW) {
            // Two ordinary words that were never seen together are as rare as one rare word.
            squeeze(2, count == 2 ? PAIR | WHOLE : PAIR, kindOf(2));
        }
    }

    /**
     * What several words are together: a brand if one of them may be one, local if a person or a
     * place is among them.
     */
    private int kindOf(int count) {
        int kind = Words.ORDINARY;
        for (int i = 0; i < count; i++) {
            kind = kindWith(kind, significantClass[i]);
        }
        return kind;
    }

    private static int kindWith(int kind, int wordClass) {
        return switch (wordClass) {
            case Words.NEW, Words.ONCE, Words.FEW, Words.SOME -> Math.min(kind, wordClass);
            case Words.PERSON, Words.PLACE, Words.ABROAD ->
                    kind == Words.ORDINARY ? Words.PLACE : kind;
            default -> kind;
        };
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
        if (count < FEWEST_INITIALS || count > 7) {
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
        surname(start);
        int domainStart = text.lastIndexOf("@") + 1;
        int registered = domains.registered(text, domainStart);
        if (registered >= 0 && domains.isFreeMail(text, registered)) {
            traits |= FREE_MAIL;
        }
        if (registered < 0 || (traits & FREE_MAIL) != 0) {
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

    /** In jean.dupont@… stands a surname, which is no brand where it is a part of a name. */
    private void surname(int start) {
        int point = text.indexOf(".", start);
        int at = text.indexOf("@", start);
        if (point < 0 || point > at) {
            return;
        }
        int firstEnd = withoutDigits(start, point);
        int end = withoutDigits(point + 1, at);
        if (end - point > 2 && words.classOf(Hash.of(0, text, start, firstEnd)) == Words.PERSON) {
            surname = Hash.of(Type.NAME.number + 1L, text, point + 1, end);
        }
    }

    private int withoutDigits(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) >= '0' && text.charAt(end - 1) <= '9') {
            end--;
        }
        return end;
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
        int stemEnd = text.length();
        int stemClass = words.classOf(Hash.of(0, text, start, stemEnd));
        int kind = Words.ORDINARY;
        if (hyphen) {
            int part = stemEnd;
            for (int i = from; i <= end; i++) {
                char c = i == end ? '.' : text.charAt(i);
                if (c != '-' && c != '.') {
                    text.append(c);
                    continue;
                }
                int partClass = words.classOf(Hash.of(0, text, part, text.length()));
                kind = kindWith(kind, partClass);
                if (text.length() - part > 2
                        && partClass >= Words.NEW
                        && partClass != Words.ORDINARY) {
                    add(Type.NAME, part, PART, partClass);
                }
                part = text.length();
                if (c == '.') {
                    break;
                }
            }
            stemClass = kind;
        }
        if (stemEnd - start > 1) {
            add(
                    Type.NAME,
                    Hash.of(Type.NAME.number + 1L, text, start, stemEnd),
                    start,
                    stemEnd,
                    STEM,
                    stemClass < Words.NEW ? Words.ORDINARY : stemClass);
        }
    }

    // --- phone
    // ------------------------------------------------------------------------------------

    /** In E.164 when the number is French or international; its digits otherwise. */
    private void phone(Optional<String> typed) {
        if (typed.isEmpty()) {
            return;
        }
        String number = typed.get();
        int start = text.length();
        boolean international = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
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
            phone = (int) hashes[size - 1] | 1;
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
            } else if (!streetEnded && number >= 0 && !isSecondNumber(word, number)) {
                int street = Streets.kind(folded.chars(), folded.start(word), folded.end(word));
                if (street == Streets.KIND && streetWords > 0) {
                    streetEnded = true;
                } else if (street == Streets.NAME) {
                    if (streetWords == 0) {
                        text.append(folded.chars(), folded.start(number), folded.length(number))
                                .append(' ');
                    }
                    text.append(folded.chars(), folded.start(word), lengthOfStreet(word));
                    streetWords++;
                    streetEnded |= streetWords == 2 || !isNamedAfterSomebody(word);
                }
            }
        }
        if (streetWords > 0) {
            int area = postcode == 0 ? 0 : 1 + postcode % 127;
            add(Type.ADDRESS, start, area, 0);
            address = (int) hashes[size - 1] | 1;
            street = (int) Hash.of(0, text, text.indexOf(" ", start), text.length()) | 1;
        }
    }

    /** 12-14 rue Pasteur: the second number is none of the street, as it is in 12 51 Street. */
    private boolean isSecondNumber(int word, int number) {
        if (word != number + 1 || !folded.isNumber(word)) {
            return false;
        }
        for (int i = word + 1; i < folded.words(); i++) {
            if (!folded.isNumber(i)
                    && Streets.kind(folded.chars(), folded.start(i), folded.end(i))
                            == Streets.NAME) {
                return true;
            }
        }
        return false;
    }

    /** 51st is 51. */
    private int lengthOfStreet(int word) {
        int length = folded.length(word);
        char[] chars = folded.chars();
        int start = folded.start(word);
        int digits = 0;
        while (digits < length && chars[start + digits] >= '0' && chars[start + digits] <= '9') {
            digits++;
        }
        return digits > 0 && digits == length - 2 ? digits : length;
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
