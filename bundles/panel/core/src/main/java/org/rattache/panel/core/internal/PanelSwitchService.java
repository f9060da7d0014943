package org.rattache.panel.core.internal;

import java.util.Map;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.panel.api.Admission;
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.api.PanelSwitches;
import org.rattache.panel.core.internal.jpa.AdmissionEntity;
import org.rattache.panel.core.internal.jpa.ChoiceEntity;
import org.rattache.panel.core.internal.jpa.PlugInKey;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.event.EventPublisher;
import org.rattache.platform.persistence.Transactions;

/** The switches in the database. */
@Component
public final class PanelSwitchService implements PanelSwitches {

    private static final Admission ADMITTED = new Admission(true, 0);

    private final Transactions transactions;
    private final EventPublisher events;
    private final PanelExtender extender;

    @Activate
    public PanelSwitchService(
            @Reference(target = "(unit=panel)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EventPublisher events,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PanelExtender extender) {
        this.transactions = transactions;
        this.events = events;
        this.extender = extender;
    }

    @Override
    public FirmChoice ofFirm(String firm, String plugIn) {
        requireId(plugIn);
        return transactions.call(
                em ->
                        Optional.ofNullable(
                                        em.find(ChoiceEntity.class, new PlugInKey(firm, plugIn)))
                                .map(Choices::of)
                                .orElse(Choices.NONE));
    }

    @Override
    public FirmChoice choose(
            String firm,
            String plugIn,
            long version,
            boolean enabled,
            Optional<Map<String, Object>> settings,
            Actor actor) {
        requireId(plugIn);
        settings.ifPresent(set -> schema(plugIn).check(set));
        return transactions.call(
                em -> {
                    Optional<ChoiceEntity> known =
                            Optional.ofNullable(
                                    em.find(ChoiceEntity.class, new PlugInKey(firm, plugIn)));
                    if (known.map(ChoiceEntity::getVersion).orElse(0L) != version) {
                        throw DomainException.stale();
                    }
                    ChoiceEntity choice = known.orElseGet(() -> new ChoiceEntity(firm, plugIn));
                    choice.decide(enabled);
                    settings.ifPresent(set -> choice.set(Choices.json(set)));
                    if (known.isEmpty()) {
                        em.persist(choice);
                    } else {
                        // the same choice again has a version of its own too
                        em.lock(choice, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    }
                    em.flush();
                    events.publish("panel.chosen", firm, firm, actor, data(plugIn, enabled));
                    return Choices.of(choice);
                });
    }

    private Settings schema(String plugIn) {
        return extender.find(plugIn)
                .map(Contribution::settings)
                .orElseThrow(
                        () ->
                                DomainException.conflict(
                                        "plug-in-away",
                                        "This plug-in does not run: nobody can tell whether these"
                                                + " settings are right. Leave them out."));
    }

    @Override
    public Admission admission(String plugIn) {
        requireId(plugIn);
        return transactions.call(
                em ->
                        Optional.ofNullable(em.find(AdmissionEntity.class, plugIn))
                                .map(AdmissionEntity::toAdmission)
                                .orElse(ADMITTED));
    }

    @Override
    public Admission admit(String plugIn, long version, boolean enabled, Actor actor) {
        requireId(plugIn);
        return transactions.call(
                em -> {
                    Optional<AdmissionEntity> known =
                            Optional.ofNullable(em.find(AdmissionEntity.class, plugIn));
                    if (known.map(AdmissionEntity::getVersion).orElse(0L) != version) {
                        throw DomainException.stale();
                    }
                    AdmissionEntity admission = known.orElseGet(() -> new AdmissionEntity(plugIn));
                    admission.decide(enabled);
                    if (known.isEmpty()) {
                        em.persist(admission);
                    } else {
                        em.lock(admission, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    }
                    em.flush();
                    events.publish("panel.admitted", plugIn, null, actor, data(plugIn, enabled));
                    return admission.toAdmission();
                });
    }

    private static Map<String, String> data(String plugIn, boolean enabled) {
        return Map.of("plugIn", plugIn, "enabled", String.valueOf(enabled));
    }

    private static void requireId(String plugIn) {
        if (!PanelExtender.isId(plugIn)) {
            throw DomainException.notFound();
        }
    }
}
