package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.strategies.internal.LabelledFiles.Labelled;

/**
 * A made-up firm of any size whose groups are known: the same seed makes the same files. Three
 * files of twenty stand in groups of 2 to 50. What makes groups hard to see is there (missing and
 * mistyped fields, brands with typing errors) as well as what looks like a group and is none:
 * accountants' addresses and domains, domiciliations, franchises, frequent surnames, short
 * abbreviations, ordinary words as brands.
 */
final class SyntheticFiles {

    private static final double IN_GROUPS = 0.15;
    private static final int LARGEST_GROUP = 50;
    private static final double NO_EMAIL = 0.1;
    private static final double NO_PHONE = 0.2;
    private static final double NO_ADDRESS = 0.15;
    private static final double NO_SIREN = 0.2;
    private static final double WRONG_DIGIT = 0.015;
    private static final double TYPO = 0.04;

    private static final String[] TRADES = {
        "TRANSPORTS",
        "BATIMENT",
        "CONSTRUCTION",
        "PLOMBERIE",
        "ELECTRICITE",
        "MENUISERIE",
        "GARAGE",
        "BOULANGERIE",
        "PHARMACIE",
        "IMMOBILIER",
        "CONSEIL",
        "INFORMATIQUE",
        "SERVICES",
        "PEINTURE",
        "MACONNERIE",
        "COUVERTURE",
        "CHARPENTE",
        "RESTAURANT",
        "HOTEL",
        "COIFFURE",
        "NETTOYAGE",
        "SECURITE",
        "FORMATION",
        "LOGISTIQUE",
        "DISTRIBUTION",
        "INDUSTRIE",
        "INGENIERIE",
        "TRAVAUX PUBLICS",
        "AMENAGEMENT",
        "ENERGIE",
        "ENVIRONNEMENT",
        "COMMUNICATION",
        "EDITIONS",
        "ASSURANCES",
        "PAYSAGES",
        "AUTOMOBILES",
        "LOCATION",
        "AMBULANCES",
        "TAXIS",
        "OPTIQUE",
        "BOUCHERIE",
        "TRAITEUR",
        "CARRELAGE",
        "SERRURERIE",
        "METALLERIE",
        "IMPRIMERIE",
        "DEVELOPPEMENT",
        "GESTION",
        "PATRIMOINE",
        "INTERIM"
    };
    private static final String[] PLACES = {
        "LYON",
        "PARIS",
        "MARSEILLE",
        "LILLE",
        "NANTES",
        "BORDEAUX",
        "TOULOUSE",
        "RENNES",
        "STRASBOURG",
        "GRENOBLE",
        "DIJON",
        "ANGERS",
        "NIMES",
        "BRETAGNE",
        "NORMANDIE",
        "AQUITAINE",
        "PROVENCE",
        "ALSACE",
        "OUEST",
        "EST",
        "NORD",
        "SUD",
        "ATLANTIQUE",
        "MEDITERRANEE",
        "RHONE ALPES",
        "CENTRE",
        "SAVOIE",
        "PICARDIE",
        "AUVERGNE",
        "LIMOGES",
        "TOURS",
        "ORLEANS",
        "METZ",
        "NANCY",
        "REIMS",
        "CAEN",
        "ROUEN"
    };
    private static final String[] WORD_BRANDS = {
        "HORIZON",
        "AVENIR",
        "SOLEIL",
        "ETOILE",
        "PRESTIGE",
        "HARMONIE",
        "OLYMPE",
        "AURORE",
        "PHENIX",
        "ALIZE",
        "CASCADE",
        "DIAMANT",
        "ECLIPSE",
        "ESCALE",
        "EVASION",
        "GALAXIE",
        "INITIATIVE",
        "LIBERTE",
        "MIRAGE",
        "OASIS",
        "ORIGINE",
        "PANORAMA",
        "PERSPECTIVE",
        "RENAISSANCE",
        "SAPHIR",
        "SERENITE",
        "TANDEM",
        "TREMPLIN",
        "VOLTIGE",
        "ZENITH",
        "ARC EN CIEL",
        "BELLEVUE",
        "CLARTE",
        "CONFLUENCE",
        "EQUINOXE",
        "IMPACT",
        "LUMIERE",
        "MOSAIQUE",
        "PASSERELLE",
        "PRELUDE",
        "SYNERGIE",
        "TRIANGLE"
    };
    private static final String[] FIRST_NAMES = {
        "JEAN", "PIERRE", "MICHEL", "PHILIPPE", "ALAIN", "NICOLAS", "PATRICK", "MARIE", "NATHALIE",
                "ISABELLE",
        "SYLVIE", "CATHERINE", "LAURENT", "STEPHANE", "OLIVIER", "DAVID", "JULIEN", "THOMAS",
                "ROBERT", "SOPHIE"
    };

    /** The most frequent ones of France, in that order. */
    private static final String[] KNOWN_SURNAMES = {
        "MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND", "DUBOIS", "MOREAU",
                "LAURENT",
        "SIMON", "MICHEL", "LEFEBVRE", "LEROY", "ROUX", "DAVID", "BERTRAND", "MOREL", "FOURNIER",
                "GIRARD",
        "BONNET", "DUPONT", "LAMBERT", "FONTAINE", "ROUSSEAU", "VINCENT", "MULLER", "LEFEVRE",
                "FAURE", "ANDRE",
        "MERCIER", "BLANC", "GUERIN", "BOYER", "GARNIER", "CHEVALIER", "FRANCOIS", "LEGRAND",
                "GAUTHIER", "GARCIA",
        "PERRIN", "ROBIN", "CLEMENT", "MORIN", "NICOLAS", "HENRY", "ROUSSEL", "MATHIEU", "GAUTIER",
                "MASSON",
        "MARCHAND", "DUVAL", "DENIS", "DUMONT", "MARIE", "LEMAIRE", "NOEL", "MEYER", "DUFOUR",
                "MEUNIER",
        "BRUN", "BLANCHARD", "GIRAUD", "JOLY", "RIVIERE", "LUCAS", "BRUNET", "GAILLARD", "BARBIER",
                "ARNAUD",
        "MARTINEZ", "GERARD", "ROCHE", "RENARD", "SCHMITT", "ROY", "LEROUX", "COLIN", "VIDAL",
                "CARON",
        "PICARD", "ROGER", "FABRE", "AUBERT", "LEMOINE", "RENAUD", "DUMAS", "LACROIX", "OLIVIER",
                "PHILIPPE",
        "BOURGEOIS", "PIERRE", "BENOIT", "REY", "LECLERC", "PAYET", "ROLLAND", "LECLERCQ",
                "GUILLAUME", "LECOMTE"
    };

    private static final String[] STREETS = {
        "rue de la Gare", "avenue Jean Jaurès", "rue Victor Hugo", "place de l'Église",
                "rue Pasteur",
        "boulevard Gambetta", "rue du Moulin", "route de Lyon", "rue des Écoles",
                "avenue de la République",
        "chemin des Vignes", "impasse du Lavoir", "rue Nationale", "allée des Tilleuls",
                "quai de la Loire"
    };
    private static final String[] FORMS = {
        "SARL", "SAS", "SA", "EURL", "SCI", "SASU", "S.A.R.L.", "S.A.S."
    };
    private static final String[] FREE_MAIL = {
        "gmail.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "hotmail.fr",
        "sfr.fr",
        "laposte.net",
        "yahoo.fr"
    };
    private static final String[] SYLLABLES = {
        "ba", "be", "bi", "bo", "ca", "co", "da", "de", "di", "do", "fa", "fe", "fi", "ga", "go",
                "ka", "ki",
        "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "pa", "pe", "pi",
                "po", "ra",
        "re", "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "vo",
                "xa", "ze",
        "zi", "bra", "cro", "dri", "flo", "gri", "pla", "pro", "tra", "tri", "ver", "mar", "nor",
                "sol", "ter"
    };
    private static final String[] ENDINGS = {
        "", "", "n", "r", "s", "x", "l", "c", "t", "nt", "ex", "is", "um"
    };

    private final Random random;
    private final List<Labelled> files = new ArrayList<>();
    private final List<String> rareSurnames = new ArrayList<>();
    private final List<String> accountantEmails = new ArrayList<>();
    private final List<String> accountantDomains = new ArrayList<>();
    private final List<String> domiciliations = new ArrayList<>();
    private final List<String> switchboards = new ArrayList<>();
    private final List<String[]> franchises = new ArrayList<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> sirens = new HashSet<>();
    private final Set<String> mailboxes = new HashSet<>();
    private int groups;

    private SyntheticFiles(long seed, int size) {
        random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            rareSurnames.add(capital(invented(2, 4)));
        }
        // The larger the firm, the more accountants; each has about a hundred clients there.
        int accountants = Math.max(1, size / 8_000);
        for (int i = 0; i < accountants; i++) {
            String domain = "cabinet-" + invented(2, 3) + ".fr";
            accountantDomains.add(domain);
            accountantEmails.add("contact@" + "compta-" + invented(2, 3) + ".fr");
            domiciliations.add(address());
            switchboards.add(phone());
            String brand = invented(2, 3);
            franchises.add(new String[] {capital(brand), brand + ".fr"});
        }
    }

    /**
     * Makes the files.
     *
     * @param seed what all chance comes from
     * @param size about how many; a group is not cut short
     */
    static LabelledFiles generate(long seed, int size) {
        SyntheticFiles synthetic = new SyntheticFiles(seed, size);
        synthetic.makeGroups((int) (size * IN_GROUPS));
        while (synthetic.files.size() < size) {
            synthetic.single();
        }
        Collections.shuffle(synthetic.files, synthetic.random);
        return new LabelledFiles("synthetic " + seed, synthetic.files);
    }

    // --- groups
    // -----------------------------------------------------------------------------------

    private void makeGroups(int wanted) {
        int sameSiren = (int) (wanted * 0.15);
        int brandAndDomain = (int) (wanted * 0.35);
        int brandAlone = (int) (wanted * 0.2);
        int person = (int) (wanted * 0.2);
        int holding = wanted - sameSiren - brandAndDomain - brandAlone - person;
        fill(sameSiren, this::establishments);
        fill(brandAndDomain, size -> brandGroup(size, true));
        fill(brandAlone, size -> brandGroup(size, false));
        fill(person, this::person);
        fill(holding, this::holding);
    }

    private void fill(int wanted, java.util.function.IntConsumer maker) {
        int end = files.size() + wanted;
        while (files.size() < end) {
            groups++;
            maker.accept(groupSize());
        }
    }

    /** Small ones are frequent: of size n there are about as many as 1/n³. */
    private int groupSize() {
        double rest = 1 - random.nextDouble() * (1 - Math.pow(2.0 / (LARGEST_GROUP + 1), 2));
        return (int) Math.min(LARGEST_GROUP, 2 / Math.sqrt(rest));
    }

    /** One company, entered once for each of its establishments. */
    private void establishments(int size) {
        String siren = siren();
        String name = singleName();
        String domain = domainOf(name);
        boolean own = random.nextDouble() < 0.6;
        for (int i = 0; i < size; i++) {
            String local = pick("contact", "agence" + i, "direction", "accueil");
            add(
                    form(random.nextBoolean() ? name : name + " " + pick(PLACES)),
                    siren,
                    own ? local + "@" + domain : freeMail(),
                    "same siren");
        }
    }

    private void brandGroup(int size, boolean oneDomain) {
        String brand = brand();
        String domain = domainOf(brand);
        for (int i = 0; i < size; i++) {
            String written = typo(brand);
            String rest =
                    i == 0
                            ? ""
                            : pick(pick(TRADES), pick(PLACES), pick(TRADES) + " " + pick(PLACES));
            String name = random.nextDouble() < 0.85 ? written + " " + rest : rest + " " + written;
            String email;
            if (oneDomain) {
                email = local() + "@" + domain;
            } else {
                email =
                        switch (random.nextInt(3)) {
                            case 0 -> freeMail();
                            case 1 ->
                                    local()
                                            + "@"
                                            + domainOf(
                                                    brand
                                                            + "-"
                                                            + (rest.isEmpty() ? "groupe" : rest));
                            default -> local() + "@" + invented(3, 4) + pick(".fr", ".com");
                        };
            }
            add(form(name), siren(), email, oneDomain ? "brand, domain" : "brand, domains");
        }
    }

    private void person(int size) {
        String email = random.nextBoolean() ? freeMail() : local() + "@" + invented(3, 4) + ".fr";
        for (int i = 0; i < size; i++) {
            add(form(singleName()), siren(), email, "person");
        }
    }

    private void holding(int size) {
        String domain = domainOf(brand());
        for (int i = 0; i < size; i++) {
            add(form(singleName()), siren(), local() + "@" + domain, "holding");
        }
    }

    // --- files of no group
    // ------------------------------------------------------------------------

    private void single() {
        groups++;
        double trap = random.nextDouble();
        int at = (int) (accountantDomains.size() * Math.pow(random.nextDouble(), 1.5));
        String name = singleName();
        if (trap < 0.012) {
            add(form(name), siren(), accountantEmails.get(at), "none");
        } else if (trap < 0.024) {
            add(form(name), siren(), local() + "@" + accountantDomains.get(at), "none");
        } else if (trap < 0.036) {
            String[] franchise = franchises.get(at);
            String franchisee = franchise[0] + " " + pick(pick(PLACES), surname());
            String email = random.nextBoolean() ? local() + "@" + franchise[1] : freeMail();
            add(form(franchisee), siren(), email, "none");
        } else {
            add(
                    form(name),
                    siren(),
                    random.nextBoolean() ? freeMail() : local() + "@" + domainOf(name),
                    "none");
        }
        if (trap > 0.96) {
            Labelled last = files.remove(files.size() - 1);
            Candidate file = last.file();
            files.add(
                    new Labelled(
                            new Candidate(
                                    file.id(),
                                    file.name(),
                                    file.siren(),
                                    file.siret(),
                                    file.vat(),
                                    file.email(),
                                    trap > 0.98 ? Optional.of(switchboards.get(at)) : file.phone(),
                                    Optional.of(domiciliations.get(at))),
                            last.group(),
                            last.kind()));
        }
    }

    private String singleName() {
        double form = random.nextDouble();
        if (form < 0.3) {
            return random.nextBoolean()
                    ? pick(TRADES) + " " + surname()
                    : surname() + " " + pick(TRADES);
        } else if (form < 0.52) {
            return capital(invented(3, 4)) + " " + pick(TRADES);
        } else if (form < 0.62) {
            return pick(TRADES) + " " + pick(PLACES);
        } else if (form < 0.72) {
            return pick(WORD_BRANDS) + " " + pick(TRADES);
        } else if (form < 0.80) {
            return random.nextBoolean() ? acronym() : acronym() + " " + pick(TRADES);
        } else if (form < 0.88) {
            return pick(FIRST_NAMES) + " " + surname();
        }
        return capital(invented(3, 4));
    }

    // --- fields
    // -----------------------------------------------------------------------------------

    private void add(String name, String siren, String email, String kind) {
        String known = random.nextDouble() < NO_SIREN ? "" : wrongDigit(siren);
        Optional<String> asSiren = Optional.empty();
        Optional<String> asSiret = Optional.empty();
        Optional<String> asVat = Optional.empty();
        if (!known.isEmpty()) {
            double way = random.nextDouble();
            if (way < 0.4) {
                asSiren = Optional.of(known);
            } else if (way < 0.6) {
                asSiren =
                        Optional.of(
                                known.substring(0, 3)
                                        + " "
                                        + known.substring(3, 6)
                                        + " "
                                        + known.substring(6));
            } else if (way < 0.85) {
                asSiret = Optional.of(siret(known));
            } else {
                long number = Long.parseLong(known);
                asVat =
                        Optional.of(
                                String.format(
                                        Locale.ROOT,
                                        "FR%02d%s",
                                        (12 + 3 * (number % 97)) % 97,
                                        known));
            }
        }
        files.add(
                new Labelled(
                        new Candidate(
                                new UUID(random.nextLong(), random.nextLong()).toString(),
                                name.strip(),
                                asSiren,
                                asSiret,
                                asVat,
                                random.nextDouble() < NO_EMAIL
                                        ? Optional.empty()
                                        : Optional.of(email),
                                random.nextDouble() < NO_PHONE
                                        ? Optional.empty()
                                        : Optional.of(phone()),
                                random.nextDouble() < NO_ADDRESS
                                        ? Optional.empty()
                                        : Optional.of(address())),
                        "g" + groups,
                        kind));
    }

    /** No two companies have one. */
    private String siren() {
        while (true) {
            long eight = 30_000_000L + random.nextInt(65_000_000);
            for (int check = 0; check < 10; check++) {
                String candidate = eight + "" + check;
                if (Sirens.ofSiren(candidate) != Sirens.NONE && sirens.add(candidate)) {
                    return candidate;
                }
            }
        }
    }

    private String siret(String siren) {
        String thirteen = siren + String.format(Locale.ROOT, "%04d", 1 + random.nextInt(60));
        for (int check = 0; check < 10; check++) {
            if (Sirens.ofSiret(thirteen + check) != Sirens.NONE) {
                return thirteen + check;
            }
        }
        // The SIREN has a wrong digit; so has the SIRET.
        return thirteen + "0";
    }

    private String wrongDigit(String siren) {
        if (random.nextDouble() >= WRONG_DIGIT) {
            return siren;
        }
        char[] digits = siren.toCharArray();
        int at = 1 + random.nextInt(8);
        digits[at] = (char) ('0' + (digits[at] - '0' + 1 + random.nextInt(9)) % 10);
        return new String(digits);
    }

    private String phone() {
        String digits =
                String.format(
                        Locale.ROOT, "0%d%08d", 1 + random.nextInt(7), random.nextInt(100_000_000));
        return switch (random.nextInt(3)) {
            case 0 -> "+33" + digits.substring(1);
            case 1 -> digits.replaceAll("(..)(?!$)", "$1 ");
            default -> digits;
        };
    }

    private String address() {
        String street =
                random.nextDouble() < 0.5 ? pick(STREETS) : "rue " + capital(invented(2, 4));
        return String.format(
                Locale.ROOT,
                "%d %s\n%05d %s",
                1 + random.nextInt(120),
                street,
                1_000 + random.nextInt(95_000),
                pick(PLACES));
    }

    private String brand() {
        double form = random.nextDouble();
        if (form < 0.06) {
            return acronym();
        } else if (form < 0.12) {
            return pick(WORD_BRANDS);
        }
        return capital(invented(3, 4));
    }

    private String acronym() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(2); i++) {
            text.append((char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    /**
     * Three of four are among the most frequent ones, the n-th about 1/n as often as the first; the
     * others are in no list.
     */
    private String surname() {
        if (random.nextInt(4) == 0) {
            return rareSurnames.get(
                    (int) Math.pow(rareSurnames.size(), 0.5 + random.nextDouble() / 2) - 1);
        }
        return KNOWN_SURNAMES[(int) Math.pow(KNOWN_SURNAMES.length, random.nextDouble()) - 1];
    }

    private String invented(int least, int most) {
        StringBuilder text = new StringBuilder();
        int count = least + random.nextInt(most - least + 1);
        for (int i = 0; i < count; i++) {
            text.append(pick(SYLLABLES));
        }
        return text.append(pick(ENDINGS)).toString();
    }

    private String typo(String brand) {
        if (random.nextDouble() >= TYPO || brand.length() < 4) {
            return brand;
        }
        int at = 1 + random.nextInt(brand.length() - 2);
        StringBuilder text = new StringBuilder(brand);
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, brand.charAt(at));
            case 2 -> text.setCharAt(at, (char) ('A' + random.nextInt(26)));
            default -> {
                text.setCharAt(at, brand.charAt(at + 1));
                text.setCharAt(at + 1, brand.charAt(at));
            }
        }
        return text.toString();
    }

    private String form(String name) {
        double way = random.nextDouble();
        return way < 0.4 ? name : way < 0.7 ? pick(FORMS) + " " + name : name + " " + pick(FORMS);
    }

    /** No two people have one. */
    private String freeMail() {
        while (true) {
            String mailbox =
                    local()
                            + "."
                            + surname().toLowerCase(Locale.ROOT)
                            + random.nextInt(10_000)
                            + "@"
                            + pick(FREE_MAIL);
            if (mailboxes.add(mailbox)) {
                return mailbox;
            }
        }
    }

    private String local() {
        return random.nextDouble() < 0.3
                ? pick("contact", "info", "compta", "direction")
                : pick(FIRST_NAMES).toLowerCase(Locale.ROOT) + random.nextInt(1_000);
    }

    /** A domain after a name; one that is taken already gets a number. */
    private String domainOf(String name) {
        String stem = name.toLowerCase(Locale.ROOT).strip().replaceAll("[^a-z0-9]+", "-");
        String domain = stem + ".fr";
        for (int i = 2; !domains.add(domain); i++) {
            domain = stem + i + ".fr";
        }
        return domain;
    }

    private static String capital(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
