package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rattache.linking.spi.FileFeed;

/**
 * The indexes of the firms that were asked for lately. When they are too many or too large, the one
 * that was not used for the longest time goes; it is built again when it is asked for. Thread-safe.
 */
final class FirmIndexes {

    private final int mostFirms;
    private final long mostBytes;
    private final Function<FileFeed, LiveIndex> maker;
    private final Map<String, LiveIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);

    FirmIndexes(int mostFirms, long mostBytes, Function<FileFeed, LiveIndex> maker) {
        this.mostFirms = mostFirms;
        this.mostBytes = mostBytes;
        this.maker = maker;
    }

    /** The index of the firm whose feed this is; it reads from this feed from now on. */
    synchronized LiveIndex of(FileFeed feed) {
        LiveIndex index = indexes.get(feed.firm());
        if (index == null) {
            index = maker.apply(feed);
            indexes.put(feed.firm(), index);
        } else {
            index.readOnFrom(feed);
        }
        if (indexes.size() > 1) {
            dropOldest(feed.firm());
        }
        return index;
    }

    /** How many firms have an index. */
    synchronized int size() {
        return indexes.size();
    }

    private void dropOldest(String inUse) {
        long bytes = indexes.values().stream().mapToLong(LiveIndex::bytes).sum();
        List<String> oldestFirst = new ArrayList<>(indexes.keySet());
        for (String firm : oldestFirst) {
            if (firm.equals(inUse) || (bytes <= mostBytes && indexes.size() <= mostFirms)) {
                return;
            }
            bytes -= indexes.remove(firm).bytes();
        }
    }
}
