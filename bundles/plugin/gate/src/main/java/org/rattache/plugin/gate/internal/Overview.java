package org.rattache.plugin.gate.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.Verdict;

/** What the shell and the REST API show of the plug-ins. */
final class Overview {

    private final TrustFolder folder;
    private final Gate gate;
    private final Contents contents;
    private final Judge judge;

    Overview(TrustFolder folder, Gate gate, Contents contents, Judge judge) {
        this.folder = folder;
        this.gate = gate;
        this.contents = contents;
        this.judge = judge;
    }

    /** The files of the folder, then the bundles that came in another way. */
    List<PlugIn> of(Collection<Slot> slots) {
        List<PlugIn> list = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.unfit.isPresent() || slot.verdict != null) {
                list.add(describe(slot));
            }
        }
        gate.strangers().stream()
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .map(this::describe)
                .forEach(list::add);
        return list;
    }

    private PlugIn describe(Slot slot) {
        Optional<String> running = slot.bundle().map(bundle -> bundle.getVersion().toString());
        if (slot.unfit.isPresent()) {
            return new PlugIn(
                    slot.name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    PlugIn.State.HELD,
                    running,
                    slot.unfit.get(),
                    Optional.of("Take it out of deploy/."));
        }
        Verdict verdict = slot.verdict;
        PlugIn.State state = state(slot, verdict);
        Optional<String> toDo =
                switch (state) {
                    case HELD -> Optional.of(judge.toDo(slot.name, verdict));
                    case FAILING -> Optional.of("See the log; bundle:diag tells what is missing.");
                    case STOPPED -> Optional.of("bundle:start in the shell starts it.");
                    case CHANGING, RUNNING -> Optional.empty();
                };
        return new PlugIn(
                slot.name,
                verdict.symbolicName(),
                verdict.version(),
                Optional.of(verdict.sha256()),
                state,
                running,
                state == PlugIn.State.FAILING
                        ? slot.failure.orElse("it does not start")
                        : state == PlugIn.State.HELD ? Judge.why(verdict) : verdict.trust(),
                toDo);
    }

    private static PlugIn.State state(Slot slot, Verdict verdict) {
        if (!verdict.admitted()) {
            return PlugIn.State.HELD;
        }
        if (slot.failure.isPresent()) {
            return PlugIn.State.FAILING;
        }
        if (slot.isWorking() || slot.bundle().isEmpty()) {
            return PlugIn.State.CHANGING;
        }
        int state = slot.bundle().get().getState();
        // a bundle with lazy activation is starting until somebody needs it
        return state == Bundle.ACTIVE || state == Bundle.STARTING
                ? PlugIn.State.RUNNING
                : PlugIn.State.STOPPED;
    }

    private PlugIn describe(Bundle bundle) {
        Optional<String> reason = gate.reason(bundle);
        String sha256 = contents.digest(bundle);
        boolean runs = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
        return new PlugIn(
                bundle.getLocation(),
                Optional.ofNullable(bundle.getSymbolicName()),
                Optional.of(bundle.getVersion().toString()),
                Optional.of(sha256).filter(Sha256::isDigest),
                reason.isEmpty()
                        ? PlugIn.State.HELD
                        : runs ? PlugIn.State.RUNNING : PlugIn.State.STOPPED,
                Optional.of(bundle.getVersion().toString()).filter(version -> runs),
                reason.map(r -> "it is " + r)
                        .orElse(
                                folder.trust().revoked().containsKey(sha256)
                                        ? Sentences.REVOKED
                                        : Sentences.UNTRUSTED),
                reason.isPresent()
                        ? Optional.empty()
                        : Optional.of(Sentences.howToTrust(sha256, folder.trust())));
    }
}
