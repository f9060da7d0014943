package com.example.domains;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.testkit.Firm;
import org.rattache.linking.testkit.StrategyContract;

/** The contract of every strategy, and what this one does. */
public class SameDomainStrategyTest extends StrategyContract {

    public SameDomainStrategyTest() {
        super(SameDomainStrategy::new);
    }

    @Test
    public void the_same_domain_is_suggested() {
        Firm firm =
                new Firm("firm")
                        .put("alpha", "ALPHA", null, "contact@alpha.example")
                        .put("beta", "BETA", null, "office@alpha.example")
                        .put("other", "OTHER", null, "contact@other.example");

        List<GroupSuggestion> answer = new SameDomainStrategy().suggest(firm.request("alpha"));

        assertEquals(List.of("beta"), answer.stream().map(GroupSuggestion::clientFile).toList());
    }
}
