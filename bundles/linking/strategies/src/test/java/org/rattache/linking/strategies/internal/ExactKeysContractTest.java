package org.rattache.linking.strategies.internal;

import org.rattache.linking.testkit.StrategyContract;

/** The built-in strategy holds what is asked of every plug-in. */
public class ExactKeysContractTest extends StrategyContract {

    public ExactKeysContractTest() {
        super(ExactKeysStrategy::new);
    }
}
