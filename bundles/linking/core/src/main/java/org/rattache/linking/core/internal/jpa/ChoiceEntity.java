package org.rattache.linking.core.internal.jpa;

import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.linking.api.StrategyChoice;

/** Which strategies a firm asks. */
@Entity
@Table(name = "lnk_choice")
public class ChoiceEntity {

    private static final String BETWEEN = ",";

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "choice_mode")
    private StrategyChoice.Mode mode;

    private String strategies;

    @Version private long version;

    protected ChoiceEntity() {}

    public ChoiceEntity(String firmId) {
        this.firmId = firmId;
    }

    /** Takes over what was chosen; no id has a comma in it. */
    public void choose(StrategyChoice.Mode chosen, List<String> ids) {
        mode = chosen;
        strategies = String.join(BETWEEN, ids);
    }

    public long getVersion() {
        return version;
    }

    public StrategyChoice toChoice() {
        return new StrategyChoice(
                mode,
                strategies.isEmpty() ? List.of() : List.of(strategies.split(BETWEEN)),
                version);
    }
}
