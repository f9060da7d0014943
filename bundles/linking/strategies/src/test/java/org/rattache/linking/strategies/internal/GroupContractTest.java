package org.rattache.linking.strategies.internal;

import java.util.List;
import org.rattache.linking.spi.GroupScan;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.ScanRequest;
import org.rattache.linking.spi.SuggestionRequest;
import org.rattache.linking.testkit.StrategyContract;

/** The default strategy holds what is asked of every plug-in, its scan too. */
public class GroupContractTest extends StrategyContract {

    public GroupContractTest() {
        super(Closeable::new);
    }

    /** Other notes stay: a key of very many files is told each time. */
    @Override
    protected boolean isReady(String note) {
        return !note.startsWith("index building");
    }

    /** The contract closes what can be closed; a component of OSGi is deactivated instead. */
    private static final class Closeable
            implements GroupSuggestionStrategy, GroupScan, AutoCloseable {

        private final GroupStrategy strategy = new GroupStrategy(10, 100_000_000);

        @Override
        public List<GroupSuggestion> suggest(SuggestionRequest request) {
            return strategy.suggest(request);
        }

        @Override
        public void scan(ScanRequest request) {
            strategy.scan(request);
        }

        @Override
        public void close() {
            strategy.stop();
        }
    }
}
