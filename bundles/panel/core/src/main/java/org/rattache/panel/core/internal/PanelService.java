package org.rattache.panel.core.internal;

import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.api.PanelPlugIn;
import org.rattache.panel.api.Panels;
import org.rattache.panel.api.Point;
import org.rattache.panel.api.ShownPanel;
import org.rattache.panel.core.internal.jpa.AdmissionEntity;
import org.rattache.panel.core.internal.jpa.ChoiceEntity;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Source;
import org.rattache.platform.persistence.Transactions;

/** Who is shown which panels. */
@Component
public final class PanelService implements Panels {

    private static final Comparator<ShownPanel> ORDER =
            Comparator.comparing(ShownPanel::panel, PanelPlugIn.ORDER)
                    .thenComparing(shown -> shown.plugIn().id());

    private final Transactions transactions;
    private final PanelExtender extender;
    private final AccessFilter access;

    @Activate
    public PanelService(
            @Reference(target = "(unit=panel)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PanelExtender extender,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter access) {
        this.transactions = transactions;
        this.extender = extender;
        this.access = access;
    }

    @Override
    public List<PanelPlugIn> plugIns() {
        return extender.all().stream().map(Contribution::plugIn).toList();
    }

    @Override
    public List<ShownPanel> ofFirm(String firm, boolean administrator) {
        List<Contribution> admitted = admitted();
        Map<String, FirmChoice> choices =
                admitted.isEmpty() ? Map.of() : choices(Set.of(firm)).getOrDefault(firm, Map.of());
        return shown(
                admitted,
                Point.Audience.OPERATORS,
                administrator,
                plugIn -> Optional.of(choices.getOrDefault(plugIn, Choices.NONE)));
    }

    @Override
    public List<ShownPanel> ofSpace(String space) {
        List<Contribution> admitted = admitted();
        if (admitted.isEmpty()) {
            return List.of();
        }
        Set<String> firms =
                access.readableBy(space).stream().map(Source::firm).collect(Collectors.toSet());
        Map<String, Map<String, FirmChoice>> choices = choices(firms);
        return shown(
                admitted,
                Point.Audience.HOLDERS,
                false,
                // what a firm has set is not for its clients
                plugIn ->
                        firms.stream()
                                .map(firm -> choices.getOrDefault(firm, Map.of()))
                                .map(of -> of.getOrDefault(plugIn, Choices.NONE))
                                .filter(FirmChoice::enabled)
                                .findFirst()
                                .map(of -> Choices.NONE));
    }

    /** What a firm or a space has decided; empty: not shown. */
    private interface Decision {
        Optional<FirmChoice> about(String plugIn);
    }

    private static List<ShownPanel> shown(
            List<Contribution> admitted,
            Point.Audience audience,
            boolean administrator,
            Decision decision) {
        List<ShownPanel> shown = new ArrayList<>();
        for (Contribution one : admitted) {
            PanelPlugIn plugIn = one.plugIn();
            decision.about(plugIn.id())
                    .filter(FirmChoice::enabled)
                    .ifPresent(
                            choice ->
                                    plugIn.panels().stream()
                                            .filter(p -> p.point().audience() == audience)
                                            .filter(p -> administrator || !p.forAdministrators())
                                            .map(
                                                    panel ->
                                                            new ShownPanel(
                                                                    plugIn,
                                                                    panel,
                                                                    audience
                                                                                    == Point
                                                                                            .Audience
                                                                                            .OPERATORS
                                                                            ? one.settings()
                                                                                    .effective(
                                                                                            choice
                                                                                                    .settings())
                                                                            : Map.of()))
                                            .forEach(shown::add));
        }
        return shown.stream().sorted(ORDER).toList();
    }

    /** Without a fault, and not switched off for all. */
    private List<Contribution> admitted() {
        List<Contribution> running =
                extender.all().stream().filter(one -> one.plugIn().fault().isEmpty()).toList();
        if (running.isEmpty()) {
            return running;
        }
        Set<String> off = new HashSet<>();
        transactions.run(
                em ->
                        running.stream()
                                .map(one -> one.plugIn().id())
                                .filter(id -> isOff(em.find(AdmissionEntity.class, id)))
                                .forEach(off::add));
        return running.stream().filter(one -> !off.contains(one.plugIn().id())).toList();
    }

    private static boolean isOff(AdmissionEntity admission) {
        return admission != null && !admission.toAdmission().enabled();
    }

    /** Firm to plug-in to what was decided. */
    private Map<String, Map<String, FirmChoice>> choices(Set<String> firms) {
        Map<String, Map<String, FirmChoice>> choices = new HashMap<>();
        if (!firms.isEmpty()) {
            transactions.run(
                    em ->
                            em.createQuery(
                                            "SELECT c FROM ChoiceEntity c WHERE c.firmId IN :firms",
                                            ChoiceEntity.class)
                                    .setParameter("firms", firms)
                                    .getResultList()
                                    .forEach(
                                            one ->
                                                    choices.computeIfAbsent(
                                                                    one.getFirmId(),
                                                                    firm -> new HashMap<>())
                                                            .put(
                                                                    one.getPlugIn(),
                                                                    Choices.of(one))));
        }
        return choices;
    }

    @Override
    public Optional<URL> file(String plugIn, String build, String path) {
        return admitted().stream()
                .filter(one -> one.plugIn().id().equals(plugIn))
                .findFirst()
                .flatMap(one -> one.file(build, path));
    }
}
