package org.rattache.clientfile.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * A search by the beginnings of words. It walks the word index along the rarest of them, in the
 * order of the words met and then of the names; whether a name has the other words too is seen in
 * the same index. A file with two words of that beginning stands at the first of them.
 */
final class WordSearch {

    static final String ORDER = "w";

    private static final String INDEX = "w.word, w.name_key, w.client_file_id";

    private final EntityManager em;
    private final String firm;
    private final String leading;
    private final List<String> others;

    /** Where a file stands in the result. */
    private record Place(String word, String nameKey, String file) {

        String cursor() {
            return Cursor.of(ORDER, word, nameKey, file).encode();
        }
    }

    /**
     * A search.
     *
     * @param words at least one, as {@link NameKey} makes them
     */
    WordSearch(EntityManager em, String firm, List<String> words) {
        this.em = em;
        this.firm = firm;
        this.leading = words.size() == 1 ? words.get(0) : rarest(words);
        this.others = words.stream().filter(word -> !word.equals(leading)).toList();
    }

    private String rarest(List<String> words) {
        String rarest = words.get(0);
        long fewest = Long.MAX_VALUE;
        for (String word : words) {
            long found = range(word, word).count(em, INDEX, Page.EXACT_UP_TO + 1);
            // equally frequent: the longer one says more
            if (found < fewest || (found == fewest && word.length() > rarest.length())) {
                fewest = found;
                rarest = word;
            }
        }
        return rarest;
    }

    /** The ids of a page. */
    Page<String> page(PageRequest page) {
        Optional<Place> last =
                page.after()
                        .map(cursor -> ListQueries.checked(cursor, ORDER))
                        .map(keys -> new Place(keys.get(1), keys.get(2), keys.get(3)));
        List<Place> found = new ArrayList<>();
        boolean more = true;
        while (more && found.size() <= page.limit()) {
            int wanted = page.limit() + 1 - found.size();
            List<Place> places = behind(last, wanted);
            more = places.size() == wanted;
            if (more) {
                last = Optional.of(places.get(wanted - 1));
            }
            places.stream().filter(this::isFirst).forEach(found::add);
        }
        Optional<String> next = Optional.empty();
        if (found.size() > page.limit()) {
            found = found.subList(0, page.limit());
            next = Optional.of(found.get(page.limit() - 1).cursor());
        }
        return new Page<>(found.stream().map(Place::file).toList(), next, total());
    }

    private boolean isFirst(Place place) {
        return NameKey.words(place.nameKey()).stream()
                .filter(word -> word.startsWith(leading))
                .allMatch(word -> word.compareTo(place.word()) >= 0);
    }

    /** The rows behind the last one, each part one range of the index. */
    private List<Place> behind(Optional<Place> last, int wanted) {
        List<Place> places = new ArrayList<>();
        String from = leading;
        if (last.isPresent()) {
            Place seen = last.get();
            Sql sameWord =
                    new Sql(" FROM clf_name_word w WHERE w.firm_id = ?", firm)
                            .add(" AND w.word = ?", seen.word())
                            .add(" AND w.name_key >= ?", seen.nameKey())
                            .add(" AND (w.name_key > ?", seen.nameKey())
                            .add(" OR w.client_file_id > ?)", seen.file());
            read(sameWord, wanted, places);
            // the smallest word behind it is it with the smallest character added
            from = seen.word() + "0";
        }
        if (places.size() < wanted) {
            read(range(from, leading), wanted - places.size(), places);
        }
        return places;
    }

    private void read(Sql where, int wanted, List<Place> into) {
        Sql sql = new Sql("SELECT " + INDEX).add(where);
        others.forEach(other -> sql.add(" AND ").add(hasWord("w.name_key", other)));
        sql.add(" ORDER BY " + INDEX)
                .rows(em, wanted)
                .forEach(
                        row ->
                                into.add(
                                        new Place(
                                                (String) row[0],
                                                (String) row[1],
                                                (String) row[2])));
    }

    private Page.Total total() {
        Page.Total total = total(Page.EXACT_UP_TO + 1);
        // rows are more than files where names have several words of that beginning
        return total.exact() || total.value() == Page.EXACT_UP_TO
                ? total
                : total(2 * (Page.EXACT_UP_TO + 1));
    }

    private Page.Total total(int rowsAtMost) {
        Sql counting =
                new Sql("SELECT COUNT(DISTINCT x.id), COUNT(*) FROM (SELECT w.client_file_id AS id")
                        .add(range(leading, leading));
        others.forEach(other -> counting.add(" AND ").add(hasWord("w.name_key", other)));
        counting.add(" ORDER BY " + INDEX + " FETCH FIRST " + rowsAtMost + " ROWS ONLY) x");
        Object[] counted = counting.rows(em, 1).get(0);
        long files = ((Number) counted[0]).longValue();
        long rows = ((Number) counted[1]).longValue();
        return rows < rowsAtMost
                ? Page.Total.counted(files)
                : new Page.Total(Math.min(files, Page.EXACT_UP_TO), false);
    }

    private Sql range(String from, String beginning) {
        return new Sql(" FROM clf_name_word w WHERE w.firm_id = ?", firm)
                .add(" AND w.word >= ?", from)
                .add(" AND w.word < ?", NameKey.after(beginning));
    }

    /** A condition: the name has a word with this beginning, which holds a–z and 0–9 alone. */
    static Sql hasWord(String nameKeyColumn, String beginning) {
        return new Sql("' ' || " + nameKeyColumn + " LIKE ?", "% " + beginning + "%");
    }
}
