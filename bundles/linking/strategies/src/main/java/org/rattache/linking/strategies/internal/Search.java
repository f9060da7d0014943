package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;

/**
 * One look for the files that belong with a chosen one: walks the lists of its keys once, and notes
 * for each file met what they share. Reused for one look after another, because its arrays cost
 * more than a look; not thread-safe.
 */
final class Search {

    /** From this score on a suggestion is meant; what is below is there to be looked through. */
    static final double THRESHOLD = 0.5;

    /** Below this score nothing is suggested. */
    static final double FLOOR = 0.03;

    private static final double SAME_SIREN = 0.99;
    private static final double SURE_OF_ONE_FIELD = 0.9;
    private static final double MOST_WITHOUT_A_BRAND = 0.45;
    private static final int SHORTEST_BRAND = 3;
    private static final int FEWEST_OF_AN_OFFICE = 8;
    private static final int LETTERS = 26;
    private static final int CROWD = 2;

    /**
     * A key on more companies than this that have nothing else in common is shown, never scored.
     */
    private static final int MOST_UNRELATED_SIRENS = 25;

    /** One person or holding may have more companies than fit under one roof. */
    private static final int MOST_UNRELATED_SIRENS_OF_AN_ADDRESSEE = 28;

    /** E-mail, domain, phone and address of a file met. */
    private static final int SHARED = 4;

    private static final int NO_KEY = -1;
    private static final byte NOT_COUNTED = 64;

    private final FileKeys keys;

    // The files met: an open hash from the number of a file to its slot.
    private int[] places = new int[256];
    private int[] placeOfSlot = new int[64];
    private int[] files = new int[64];
    private short[] sharedFeature = new short[64 * SHARED];
    private byte[] sharedKey = new byte[64 * SHARED];
    private byte[] sirenKey = new byte[64];
    private short[] nameFeature = new short[64];
    private byte[] nameKey = new byte[64];
    private short[] identityFeature = new short[64];
    private byte[] identityKey = new byte[64];
    private short[] stemFeature = new short[64];
    private byte[] stemKey = new byte[64];
    private byte[] words = new byte[64];
    private int met;

    // What the chosen file's keys are worth as a whole.
    private final int[] keyFiles = new int[32];
    private final int[] keyFirst = new int[32];
    private final boolean[] keyOwned = new boolean[32];
    private final boolean[] keySurname = new boolean[32];
    private final boolean[] keyHeaded = new boolean[32];
    private final boolean[] keyBehind = new boolean[32];
    private final boolean[] keyChain = new boolean[32];
    private int hotBrand;
    private boolean surnameFirst;
    private boolean hotDomain;
    private final int[] distinct = new int[512];
    private final List<String> hotKeys = new ArrayList<>();

    private FirmIndex index;
    private Weights weights;
    private FirmHabits habits;

    Search(Words words, Domains domains) {
        keys = new FileKeys(words, domains);
    }

    /** Where the chosen file is to be read before a look. */
    FileKeys keys() {
        return keys;
    }

    /** Walks the lists of the keys of the chosen file. */
    void look(FirmIndex firm, String chosen, Weights table, FirmHabits ways) {
        index = firm;
        weights = table;
        habits = ways;
        hotKeys.clear();
        hotBrand = 0;
        surnameFirst = false;
        hotDomain = false;
        forget();
        int self = firm.numberOf(chosen);
        for (int key = 0; key < keys.size(); key++) {
            int place = firm.find(keys.hash(key));
            if (place == FirmIndex.MISSING) {
                continue;
            }
            if (firm.isHot(place)) {
                if (keys.type(key) == FileKeys.Type.NAME) {
                    hotBrand = isBrand(key) ? keys.brand() : hotBrand;
                } else {
                    hotDomain |= keys.type(key) == FileKeys.Type.DOMAIN;
                    hotKeys.add(keys.type(key).field + " " + keys.value(key));
                }
            } else {
                walk(key, place, self);
            }
        }
    }

    /** Keys of the chosen file that too many files have to say anything. */
    List<String> hotKeys() {
        return hotKeys;
    }

    private void walk(int key, int place, int self) {
        FileKeys.Type type = keys.type(key);
        int entries = index.entries(place);
        int count = 0;
        int first = 0;
        boolean there = false;
        boolean owned = isOwner(keys.flags(key));
        boolean surname = (keys.flags(key) & FileKeys.SURNAME) != 0;
        int named = 0;
        int leading = 0;
        boolean headed = isHead(keys.flags(key));
        for (int i = 0; i < entries; i++) {
            int entry = index.entry(place, i);
            int file = FirmIndex.fileOf(entry);
            if (!index.isDead(file)) {
                int flags = FirmIndex.flagsOf(entry);
                count++;
                there |= file == self;
                owned |= isOwner(flags);
                surname |= (flags & FileKeys.SURNAME) != 0;
                headed |= isHead(flags);
                if ((flags & (FileKeys.FIRST | FileKeys.STEM)) != 0) {
                    first++;
                }
                named += (flags & (FileKeys.FIRST | FileKeys.LATER)) != 0 ? 1 : 0;
                leading += (flags & FileKeys.LEAD) != 0 ? 1 : 0;
            }
        }
        if (!there) {
            count++;
            first += (keys.flags(key) & FileKeys.FIRST) != 0 ? 1 : 0;
        }
        if (count < 2) {
            return;
        }
        keyFiles[key] = count;
        keyFirst[key] = first;
        keyOwned[key] = owned;
        keyHeaded[key] = headed || owned;
        keyBehind[key] = named > 2 && leading * 3 < named * 2;
        if (type == FileKeys.Type.NAME) {
            keySurname[key] = surname || index.isSurname(keys.hash(key));
            surnameFirst |= keySurname[key] && (keys.flags(key) & FileKeys.FIRST) != 0;
            keyChain[key] = owned && count > 5 && isChain(place, entries, count);
        }
        int shared = Features.NONE;
        boolean counted = true;
        if (type != FileKeys.Type.NAME && type != FileKeys.Type.SIREN) {
            int brands = count == 2 ? 1 : brands(place, entries);
            shared = Features.shared(type, count, brands);
            counted =
                    count <= MOST_UNRELATED_SIRENS
                            || !areUnrelated(type, place, entries, count, brands);
        }
        for (int i = 0; i < entries; i++) {
            int entry = index.entry(place, i);
            int file = FirmIndex.fileOf(entry);
            if (file != self && !index.isDead(file)) {
                meet(key, type, file, FirmIndex.flagsOf(entry), shared, counted);
            }
        }
    }

    /** Whether a file that begins with a word owns the domain of that word. */
    private static boolean isOwner(int flags) {
        return (flags & FileKeys.STEM) != 0 && (flags & FileKeys.FIRST) != 0;
    }

    /** Whether a file has the word for its whole name. */
    private static boolean isHead(int flags) {
        return (flags & FileKeys.WHOLE) != 0 && (flags & FileKeys.FIRST) != 0;
    }

    /** Whether a name key of the chosen file is the first of its words that may be a brand. */
    private boolean isBrand(int key) {
        return (keys.flags(key) & FileKeys.FIRST) != 0
                && (keys.wordClass(key) <= Words.SOME || isOwner(keys.flags(key)));
    }

    /** Whether a quarter of the files of a list have free mail, as independent companies do. */
    private boolean isChain(int place, int entries, int count) {
        int independent = 0;
        for (int i = 0; i < entries; i++) {
            int file = FirmIndex.fileOf(index.entry(place, i));
            if (!index.isDead(file) && (index.traits(file) & FileKeys.FREE_MAIL) != 0) {
                independent++;
            }
        }
        return independent * 4 >= count;
    }

    private void meet(
            int key, FileKeys.Type type, int file, int flags, int shared, boolean counted) {
        switch (type) {
            case SIREN -> sirenKey[slot(file)] = (byte) key;
            case NAME -> meetWord(key, file, flags);
            case ADDRESS -> {
                int area = keys.flags(key);
                if (area == 0 || flags == 0 || area == flags) {
                    share(type, slot(file), key, shared, counted);
                }
            }
            default -> share(type, slot(file), key, shared, counted);
        }
    }

    private void share(FileKeys.Type type, int slot, int key, int feature, boolean counted) {
        int at = slot * SHARED + type.number - 1;
        sharedFeature[at] = (short) (counted ? feature : Features.NONE);
        sharedKey[at] = counted ? (byte) key : (byte) (key | NOT_COUNTED);
    }

    private void meetWord(int key, int file, int flags) {
        int own = keys.flags(key);
        int wordClass = keys.wordClass(key);
        int slot = slot(file);
        int identity = Features.identity(own, flags, keys.words(key), wordClass);
        if (identity != Features.NONE
                && (identityKey[slot] == NO_KEY || identity < identityFeature[slot])) {
            identityFeature[slot] = (short) identity;
            identityKey[slot] = (byte) key;
        }
        int stem = Features.stem(own, flags, wordClass);
        if (stem != Features.NONE && (stemKey[slot] == NO_KEY || stem < stemFeature[slot])) {
            stemFeature[slot] = (short) stem;
            stemKey[slot] = (byte) key;
        }
        int feature = Features.name(own, flags, wordClass);
        if (feature == Features.NONE) {
            return;
        }
        int single = FileKeys.FIRST | FileKeys.LATER;
        if ((own & single) != 0 && (flags & single) != 0) {
            words[slot]++;
        }
        if (nameKey[slot] == NO_KEY
                || nameWeight(feature, key) > nameWeight(nameFeature[slot], nameKey[slot])) {
            nameFeature[slot] = (short) feature;
            nameKey[slot] = (byte) key;
        }
    }

    private float nameWeight(int feature, int key) {
        return weights.get(feature)
                + weights.get(Features.nameClass(keys.wordClass(key)))
                + weights.get(Features.nameCount(keys.wordClass(key), keyFiles[key]))
                + weights.get(Features.namePlace(keyFiles[key], keyFirst[key]))
                + weights.get(Features.nameLength(keys.length(key)))
                + (keySurname[key] ? weights.get(Features.SURNAME) : 0)
                + (keyOwned[key] ? weights.get(Features.OWNED_WORD) : 0)
                + (keyChain[key] ? weights.get(Features.CHAIN) : 0)
                + (keyBehind[key] ? weights.get(Features.BEHIND) : 0)
                + (keyHeaded[key]
                        ? 0
                        : weights.get(Features.headless(keyFiles[key], index.files())));
    }

    /** How many different brands the files of a list have. */
    private int brands(int place, int entries) {
        int found = 0;
        Arrays.fill(distinct, 0);
        for (int i = 0; i < entries; i++) {
            int file = FirmIndex.fileOf(index.entry(place, i));
            if (!index.isDead(file) && addDistinct(index.brand(file))) {
                found++;
            }
        }
        return Math.max(found, 1);
    }

    private boolean areUnrelated(
            FileKeys.Type type, int place, int entries, int count, int brands) {
        if (brands * 2 < count) {
            return false;
        }
        int found = 0;
        Arrays.fill(distinct, 0);
        for (int i = 0; i < entries; i++) {
            int file = FirmIndex.fileOf(index.entry(place, i));
            if (!index.isDead(file)
                    && index.siren(file) != Sirens.NONE
                    && addDistinct(index.siren(file))) {
                found++;
            }
        }
        return found
                > (type == FileKeys.Type.EMAIL || type == FileKeys.Type.DOMAIN
                        ? MOST_UNRELATED_SIRENS_OF_AN_ADDRESSEE
                        : MOST_UNRELATED_SIRENS);
    }

    private boolean addDistinct(int value) {
        int sought = value == 0 ? -1 : value;
        int at = (sought * 0x9E3779B9) >>> 23;
        while (distinct[at] != 0 && distinct[at] != sought) {
            at = (at + 1) & (distinct.length - 1);
        }
        boolean isNew = distinct[at] == 0;
        distinct[at] = sought;
        return isNew;
    }

    // --- files met
    // --------------------------------------------------------------------------------

    private void forget() {
        for (int slot = 0; slot < met; slot++) {
            places[placeOfSlot[slot]] = 0;
        }
        met = 0;
    }

    private int placeOf(int file) {
        int mask = places.length - 1;
        int place = ((file * 0x9E3779B9) >>> 7) & mask;
        while (places[place] != 0 && files[places[place] - 1] != file) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private int slot(int file) {
        int place = placeOf(file);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        if (met == files.length) {
            enlarge();
            place = placeOf(file);
        }
        places[place] = met + 1;
        placeOfSlot[met] = place;
        files[met] = file;
        Arrays.fill(sharedFeature, met * SHARED, (met + 1) * SHARED, (short) Features.NONE);
        Arrays.fill(sharedKey, met * SHARED, (met + 1) * SHARED, (byte) NO_KEY);
        sirenKey[met] = NO_KEY;
        nameKey[met] = NO_KEY;
        nameFeature[met] = Features.NONE;
        identityKey[met] = NO_KEY;
        identityFeature[met] = Features.NONE;
        stemKey[met] = NO_KEY;
        stemFeature[met] = Features.NONE;
        words[met] = 0;
        return met++;
    }

    private void enlarge() {
        int size = files.length * 2;
        files = Arrays.copyOf(files, size);
        placeOfSlot = Arrays.copyOf(placeOfSlot, size);
        sharedFeature = Arrays.copyOf(sharedFeature, size * SHARED);
        sharedKey = Arrays.copyOf(sharedKey, size * SHARED);
        sirenKey = Arrays.copyOf(sirenKey, size);
        nameFeature = Arrays.copyOf(nameFeature, size);
        nameKey = Arrays.copyOf(nameKey, size);
        identityFeature = Arrays.copyOf(identityFeature, size);
        identityKey = Arrays.copyOf(identityKey, size);
        stemFeature = Arrays.copyOf(stemFeature, size);
        stemKey = Arrays.copyOf(stemKey, size);
        words = Arrays.copyOf(words, size);
        places = new int[size * 4];
        for (int slot = 0; slot < met; slot++) {
            placeOfSlot[slot] = placeOf(files[slot]);
            places[placeOfSlot[slot]] = slot + 1;
        }
    }

    // --- scores
    // -----------------------------------------------------------------------------------

    /** How many files were met. */
    int met() {
        return met;
    }

    /** The number of a file met. */
    int file(int slot) {
        return files[slot];
    }

    boolean hasSameSiren(int slot) {
        return sirenKey[slot] != NO_KEY;
    }

    /**
     * What was observed of a file met, but for {@link Features#BIAS}; answers how many there are.
     */
    int features(int slot, int[] found) {
        int size = 0;
        for (int i = slot * SHARED; i < (slot + 1) * SHARED; i++) {
            if (sharedFeature[i] != Features.NONE) {
                found[size++] = sharedFeature[i];
            }
        }
        int other = files[slot];
        if (isOffice(slot)) {
            found[size++] = Features.OFFICE;
        }
        if (keys.domain() != 0
                && index.domain(other) != 0
                && keys.domain() != index.domain(other)
                && stemKey[slot] == NO_KEY) {
            found[size++] = Features.OTHER_DOMAIN;
        }
        if (keys.siren() == Sirens.NONE
                && index.siren(other) == Sirens.NONE
                && keys.domain() == 0
                && index.domain(other) == 0
                && ((keys.traits() | index.traits(other)) & FileKeys.FREE_MAIL) == 0) {
            if (differ(keys.phone(), index.phone(other))) {
                found[size++] = Features.OTHER_PHONE;
            }
            if (differ(keys.street(), index.street(other))) {
                found[size++] = Features.OTHER_ADDRESS;
            }
        }
        if (keys.street() != 0
                && keys.street() == index.street(other)
                && keys.address() != index.address(other)) {
            found[size++] = Features.SAME_STREET;
        }
        if (hasCommonWord(slot)) {
            int key = nameKey[slot];
            found[size++] = nameFeature[slot];
            found[size++] = Features.nameClass(keys.wordClass(key));
            found[size++] = Features.nameCount(keys.wordClass(key), keyFiles[key]);
            found[size++] = Features.namePlace(keyFiles[key], keyFirst[key]);
            found[size++] = Features.nameLength(keys.length(key));
            if (words[slot] > 1) {
                found[size++] = words[slot] == 2 ? Features.TWO_WORDS : Features.THREE_WORDS;
            }
            if (keyOwned[key]) {
                found[size++] = Features.OWNED_WORD;
                if (((keys.traits() | index.traits(other)) & FileKeys.FREE_MAIL) != 0) {
                    found[size++] = Features.OUTSIDER;
                }
            }
            if (keySurname[key]) {
                found[size++] = Features.SURNAME;
            }
            if (keyChain[key]) {
                found[size++] = Features.CHAIN;
            }
            if (keyBehind[key]) {
                found[size++] = Features.BEHIND;
            }
            if (!keyHeaded[key]) {
                found[size++] = Features.headless(keyFiles[key], index.files());
            }
            int traits = keys.traits() & index.traits(other);
            if ((traits & FileKeys.LOCAL) != 0) {
                found[size++] = Features.BOTH_LOCAL;
            }
            int domain = slot * SHARED + FileKeys.Type.DOMAIN.number - 1;
            if (sharedFeature[domain] != Features.NONE) {
                int house = Features.house(keyFiles[sharedKey[domain]], keyFiles[key]);
                if (house != Features.NONE) {
                    found[size++] = house;
                }
            }
        } else if (identityKey[slot] == NO_KEY && keys.brand() != 0 && index.brand(other) != 0) {
            found[size++] = isOfAChain(slot) ? Features.HOT_WORD : Features.NO_COMMON_WORD;
        }
        if (identityKey[slot] != NO_KEY) {
            found[size++] = identity(slot);
        }
        if ((keys.traits() & index.traits(other) & FileKeys.FEDERATION) != 0
                && !(sharesAKey(slot) && hasCommonName(slot))) {
            // The same name behind the same door is no other member.
            found[size++] = Features.BOTH_FEDERATIONS;
        }
        if (hasStem(slot)) {
            found[size++] = stemFeature[slot];
        }
        return size;
    }

    /**
     * Whether both bear the brand of independent companies, or one on too many files to look at.
     */
    private boolean isOfAChain(int slot) {
        return (nameKey[slot] != NO_KEY && keyChain[nameKey[slot]])
                || (hotBrand != 0 && hotBrand == index.brand(files[slot]));
    }

    /** Whether the shared e-mail is one of many in a domain that is no one company's. */
    private boolean isOffice(int slot) {
        int email = slot * SHARED + FileKeys.Type.EMAIL.number - 1;
        int domain = slot * SHARED + FileKeys.Type.DOMAIN.number - 1;
        if (sharedFeature[email] == Features.NONE || sharedFeature[domain] == Features.NONE) {
            return false;
        }
        int files = keyFiles[sharedKey[domain]];
        boolean ofMany = Features.hasManyBrands(sharedFeature[domain]) || isOfAChain(slot);
        return ofMany && files > FEWEST_OF_AN_OFFICE && files >= 3 * keyFiles[sharedKey[email]];
    }

    private static boolean differ(int one, int other) {
        return one != 0 && other != 0 && one != other;
    }

    /** A shared word that says less than none would is no reason. */
    private boolean hasCommonWord(int slot) {
        return nameKey[slot] != NO_KEY
                && nameWeight(nameFeature[slot], nameKey[slot])
                        > weights.get(Features.NO_COMMON_WORD);
    }

    private int identity(int slot) {
        return surnameFirst ? Features.asLocal(identityFeature[slot]) : identityFeature[slot];
    }

    /** The name of a domain says nothing beyond the same domain. */
    private boolean hasStem(int slot) {
        return stemKey[slot] != NO_KEY
                && (keys.domain() == 0 || keys.domain() != index.domain(files[slot]));
    }

    private boolean hasCommonName(int slot) {
        return hasCommonWord(slot) || identityKey[slot] != NO_KEY || hasStem(slot);
    }

    /** The score of a file met. */
    double score(int slot) {
        if (sirenKey[slot] != NO_KEY) {
            return SAME_SIREN;
        }
        if (!hasEvidence(slot)) {
            return 0;
        }
        double score = Weights.probability(sum(slot));
        return restsOnAnOrdinaryWord(slot) || restsOnAForeignEmail(slot)
                ? Math.min(score, MOST_WITHOUT_A_BRAND)
                : score;
    }

    /** Whether anything that counts is shared. */
    boolean hasEvidence(int slot) {
        return sharesAKey(slot) || hasCommonName(slot);
    }

    /** Whether an e-mail, domain, phone or address that counts is shared. */
    private boolean sharesAKey(int slot) {
        for (int i = slot * SHARED; i < (slot + 1) * SHARED; i++) {
            if (sharedFeature[i] != Features.NONE) {
                return true;
            }
        }
        return false;
    }

    /**
     * A surname, a place or a word of the dictionary may be a brand, and two letters may be an
     * abbreviation. Alone they are nothing to rely on, whatever the tables say: strangers share
     * them too.
     */
    private boolean restsOnAnOrdinaryWord(int slot) {
        if (sharesAKey(slot)) {
            return false;
        }
        if (hasCommonWord(slot) && words[slot] < 2 && isCrowded(keys.length(nameKey[slot]))) {
            return true;
        }
        if (hasStem(slot) || Features.isBrand(identity(slot)) || Features.isWhole(identity(slot))) {
            return false;
        }
        if (!hasCommonWord(slot)) {
            return true;
        }
        int key = nameKey[slot];
        boolean mayBeABrand =
                (keys.wordClass(key) <= Words.SOME && !keySurname[key]) || keyOwned[key];
        return (!mayBeABrand || keys.length(key) < SHORTEST_BRAND) && words[slot] < 3;
    }

    /** Whether the firm has several files for every word of so few letters that there can be. */
    private boolean isCrowded(int length) {
        return Math.pow(LETTERS, length) * CROWD < index.files();
    }

    /**
     * An e-mail in a domain of many unrelated companies, or of more than can be looked at, is an
     * accountant's or an agent's: what shares it shares that person, not a group.
     */
    private boolean restsOnAForeignEmail(int slot) {
        byte domainKey = sharedKey[slot * SHARED + FileKeys.Type.DOMAIN.number - 1];
        boolean foreign =
                domainKey == NO_KEY
                        ? hotDomain && keys.domain() == index.domain(files[slot])
                        : (domainKey & NOT_COUNTED) != 0;
        return foreign && !hasCommonName(slot);
    }

    private double sum(int slot) {
        int size = features(slot, featuresOfOne);
        double sum = weights.get(Features.BIAS);
        for (int i = 0; i < size; i++) {
            sum += weights.get(featuresOfOne[i]);
        }
        for (int type = 0; type < SHARED; type++) {
            if (sharedFeature[slot * SHARED + type] != Features.NONE) {
                sum += habits.of(type + 1);
            }
        }
        if (hasCommonName(slot)) {
            sum += habits.of(FileKeys.Type.NAME.number);
        }
        return sum;
    }

    private final int[] featuresOfOne = new int[32];

    /** The suggestions from a score on, the best first. */
    List<GroupSuggestion> suggestions(double floor, int most) {
        int found = 0;
        long[] best = new long[met];
        for (int slot = 0; slot < met; slot++) {
            double score = score(slot);
            if (score >= floor) {
                // Sorts by falling score; the slot stands in the lower half.
                best[found++] = (((long) ((1 - score) * (1L << 30))) << 32) | slot;
            }
        }
        Arrays.sort(best, 0, found);
        List<GroupSuggestion> suggestions = new ArrayList<>(Math.min(found, most));
        for (int i = 0; i < Math.min(found, most); i++) {
            suggestions.add(suggestion((int) best[i]));
        }
        if (found > 1) {
            // The numbers of files depend on when they changed; ids do not.
            suggestions.sort(
                    Comparator.comparingDouble((GroupSuggestion s) -> -s.score())
                            .thenComparing(GroupSuggestion::clientFile));
        }
        return suggestions;
    }

    private GroupSuggestion suggestion(int slot) {
        List<Reason> reasons = new ArrayList<>(3);
        int signals = 0;
        if (sirenKey[slot] != NO_KEY) {
            reasons.add(reason(sirenKey[slot]));
        }
        for (int type = 0; type < SHARED; type++) {
            int key = sharedKey[slot * SHARED + type];
            if (key == NO_KEY) {
                continue;
            }
            if ((key & NOT_COUNTED) != 0) {
                Reason reason = reason(key & ~NOT_COUNTED);
                reasons.add(
                        new Reason(
                                reason.field(),
                                cut(reason.value() + " (many files, not counted)")));
            } else {
                reasons.add(reason(key));
                signals++;
            }
        }
        boolean sameEmail = sharedFeature[slot * SHARED] != Features.NONE;
        if (sameEmail && sharedFeature[slot * SHARED + 1] != Features.NONE) {
            // The domain of the same e-mail says nothing of its own.
            signals--;
        }
        if (hasCommonName(slot)) {
            reasons.add(
                    reason(
                            identityKey[slot] != NO_KEY
                                    ? identityKey[slot]
                                    : hasCommonWord(slot) ? nameKey[slot] : stemKey[slot]));
            signals++;
        }
        double score = score(slot);
        Tier tier;
        if (sirenKey[slot] != NO_KEY) {
            tier = Tier.CERTAIN;
        } else if (score >= THRESHOLD && (sameEmail || signals > 1 || score >= SURE_OF_ONE_FIELD)) {
            tier = Tier.STRONG;
        } else {
            tier = Tier.POSSIBLE;
        }
        return new GroupSuggestion(index.id(files[slot]), score, tier, reasons);
    }

    private Reason reason(int key) {
        return new Reason(keys.type(key).field, cut(keys.value(key)));
    }

    private static String cut(String text) {
        return text.length() <= Reason.MAX_VALUE ? text : text.substring(0, Reason.MAX_VALUE);
    }
}
