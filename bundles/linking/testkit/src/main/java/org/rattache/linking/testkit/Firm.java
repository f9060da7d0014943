package org.rattache.linking.testkit;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.CandidateSource;
import org.rattache.linking.spi.DecisionCount;
import org.rattache.linking.spi.FileFeed;
import org.rattache.linking.spi.SuggestionRequest;

/**
 * A firm with its client files, in memory, as the host gives it to strategies. Thread-safe.
 *
 * @since 1.0
 */
public final class Firm {

    private final String id;
    private final Map<String, Candidate> files = new LinkedHashMap<>();
    private final TreeMap<Long, String> changes = new TreeMap<>();
    private final Map<String, Long> changeOf = new LinkedHashMap<>();
    private long lastChange;

    /** An empty firm. */
    public Firm(String id) {
        this.id = id;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Adds a file, or replaces the one with its id. */
    public synchronized Firm put(Candidate file) {
        files.put(file.id(), file);
        changed(file.id());
        return this;
    }

    /**
     * Adds a file.
     *
     * @param siren may be null
     * @param email may be null
     */
    public Firm put(String file, String name, String siren, String email) {
        return put(
                new Candidate(
                        file,
                        name,
                        Optional.ofNullable(siren),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(email),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Removes a file. */
    public synchronized Firm remove(String file) {
        files.remove(file);
        changed(file);
        return this;
    }

    private void changed(String file) {
        Long before = changeOf.put(file, ++lastChange);
        if (before != null) {
            changes.remove(before);
        }
        changes.put(lastChange, file);
    }

    /** Whether it has a file with this id. */
    public synchronized boolean has(String file) {
        return files.containsKey(file);
    }

    /** The file with this id. */
    public synchronized Candidate file(String file) {
        Candidate found = files.get(file);
        if (found == null) {
            throw new IllegalArgumentException("No file " + file);
        }
        return found;
    }

    /** The ids of its files. */
    public synchronized List<String> ids() {
        return List.copyOf(files.keySet());
    }

    /** A request about one of its files. */
    public Request request(String file) {
        return new Request(this, file(file), candidates());
    }

    /** Where strategies look for candidates. */
    public CandidateSource candidates() {
        return new Source();
    }

    /** What strategies keep an index by. */
    public FileFeed feed() {
        return new Feed();
    }

    private synchronized List<Candidate> matching(Predicate<Candidate> predicate, int limit) {
        return files.values().stream()
                .filter(predicate)
                .limit(Math.min(limit, CandidateSource.MAX_ROWS))
                .toList();
    }

    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.substring(Math.max(0, digits.length() - 9));
    }

    private static List<String> words(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toUpperCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> word.length() >= 3)
                .toList();
    }

    private final class Source implements CandidateSource {

        @Override
        public List<Candidate> withEmail(String email, int limit) {
            String wanted = email.strip().toLowerCase(Locale.ROOT);
            return matching(file -> file.email().equals(Optional.of(wanted)), limit);
        }

        @Override
        public List<Candidate> withDomain(String domain, int limit) {
            String wanted = domain.strip().toLowerCase(Locale.ROOT);
            return matching(file -> file.domain().equals(Optional.of(wanted)), limit);
        }

        @Override
        public List<Candidate> withSiren(String siren, int limit) {
            return matching(file -> file.siren().equals(Optional.of(siren.strip())), limit);
        }

        @Override
        public List<Candidate> withPhone(String phone, int limit) {
            String wanted = digits(phone);
            return wanted.length() < 6
                    ? List.of()
                    : matching(
                            file -> file.phone().filter(p -> digits(p).equals(wanted)).isPresent(),
                            limit);
        }

        @Override
        public List<Candidate> withNameWord(String word, int limit) {
            List<String> wanted = words(word);
            return wanted.size() != 1
                    ? List.of()
                    : matching(file -> words(file.name()).contains(wanted.get(0)), limit);
        }
    }

    private final class Feed implements FileFeed {

        @Override
        public String firm() {
            return id;
        }

        @Override
        public long changes() {
            synchronized (Firm.this) {
                return lastChange;
            }
        }

        @Override
        public Page after(String point, int limit) {
            synchronized (Firm.this) {
                long from = number(point);
                List<Candidate> here = new ArrayList<>();
                List<String> gone = new ArrayList<>();
                long last = from;
                int rows = 0;
                for (Map.Entry<Long, String> change : changes.tailMap(from, false).entrySet()) {
                    if (rows == Math.min(limit, MAX_ROWS)) {
                        break;
                    }
                    rows++;
                    last = change.getKey();
                    Candidate file = files.get(change.getValue());
                    if (file == null) {
                        gone.add(change.getValue());
                    } else {
                        here.add(file);
                    }
                }
                return new Page(
                        here,
                        gone,
                        rows == 0 ? point : id + "/" + last,
                        changes.tailMap(last, false).size());
            }
        }

        private long number(String point) {
            if (point.equals(BEGINNING)) {
                return 0;
            }
            if (!point.startsWith(id + "/")) {
                throw new IllegalArgumentException("This is no point of this firm's feed.");
            }
            return Long.parseLong(point.substring(id.length() + 1));
        }
    }

    /** A request about a file, which remembers what the strategy has noted. */
    public static final class Request implements SuggestionRequest {

        private final Firm firm;
        private final Candidate file;
        private final CandidateSource candidates;
        private volatile String note = "";

        Request(Firm firm, Candidate file, CandidateSource candidates) {
            this.firm = firm;
            this.file = file;
            this.candidates = candidates;
        }

        /** The same request with another source of candidates. */
        public Request with(CandidateSource other) {
            return new Request(firm, file, other);
        }

        /** What was noted last; empty when nothing was. */
        public String noted() {
            return note;
        }

        @Override
        public String firm() {
            return firm.id();
        }

        @Override
        public Candidate file() {
            return file;
        }

        @Override
        public CandidateSource candidates() {
            return candidates;
        }

        @Override
        public FileFeed files() {
            return firm.feed();
        }

        @Override
        public List<DecisionCount> decisions() {
            return List.of();
        }

        @Override
        public void note(String text) {
            note = text;
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMillis(500);
        }
    }
}
