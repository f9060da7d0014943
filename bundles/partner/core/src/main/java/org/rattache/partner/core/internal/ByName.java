package org.rattache.partner.core.internal;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.rattache.platform.api.Cursor;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

/**
 * Lists of one space's own things, in French collation order: É beside E, case ignored [PRODUCT
 * P7]. They are as long as one person's group, so they are sorted in memory.
 */
final class ByName<T> {

    private record Place(String name, String id) {}

    private final Function<T, Place> place;
    private final Comparator<Place> order;

    ByName(Function<T, String> name, Function<T, String> id) {
        this.place = item -> new Place(name.apply(item), id.apply(item));
        Collator french = Collator.getInstance(Locale.FRENCH);
        french.setStrength(Collator.SECONDARY);
        // names that collate alike still need one order, or pages would not join
        this.order =
                Comparator.comparing(Place::name, french::compare)
                        .thenComparing(Place::name)
                        .thenComparing(Place::id);
    }

    Page<T> page(List<T> items, PageRequest request) {
        Optional<Place> after =
                request.after()
                        .map(cursor -> new Place(cursor.keys().get(0), cursor.keys().get(1)));
        List<T> rest =
                items.stream()
                        .filter(
                                item ->
                                        after.isEmpty()
                                                || order.compare(place.apply(item), after.get())
                                                        > 0)
                        .sorted(Comparator.comparing(place, order))
                        .toList();
        boolean more = rest.size() > request.limit();
        List<T> shown = more ? rest.subList(0, request.limit()) : rest;
        Optional<String> next =
                more ? Optional.of(cursor(shown.get(shown.size() - 1))) : Optional.empty();
        return new Page<>(shown, next, Page.Total.counted(items.size()));
    }

    private String cursor(T last) {
        Place end = place.apply(last);
        return Cursor.of(end.name(), end.id()).encode();
    }
}
