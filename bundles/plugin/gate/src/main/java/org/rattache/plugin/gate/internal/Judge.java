package org.rattache.plugin.gate.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.rattache.plugin.api.Verdict;

/** Says of a jar whether it may be installed, why not, and what to do about it. */
final class Judge {

    private final BundleContext context;
    private final TrustFolder folder;

    Judge(BundleContext context, TrustFolder folder) {
        this.context = context;
        this.folder = folder;
    }

    /** What would become of a jar in the folder, also in the place of a plug-in of its name. */
    Verdict verify(Jar jar) {
        return verdict(
                jar,
                Stream.of(context.getBundles())
                        .filter(Slot::isPlugIn)
                        .filter(
                                bundle ->
                                        Optional.ofNullable(bundle.getSymbolicName())
                                                .equals(jar.symbolicName()))
                        .findFirst());
    }

    Verdict verdict(Jar jar, Optional<Bundle> itself) {
        Trust trust = folder.trust();
        Set<String> signers = jar.signers().keySet();
        Optional<String> reason = trust.reason(jar.sha256(), signers);
        return new Verdict(
                jar.symbolicName(),
                jar.version(),
                jar.sha256(),
                reason.isPresent(),
                reason.map(r -> "it is " + r).orElseGet(() -> untrusted(jar, trust)),
                Rules.against(jar, others(itself)));
    }

    private static String untrusted(Jar jar, Trust trust) {
        if (trust.revoked().containsKey(jar.sha256())) {
            return Sentences.REVOKED;
        }
        return jar.signers().isEmpty()
                ? "it is not approved, and " + jar.unsigned().orElse("it is not signed")
                : "it is not approved, and it is signed by "
                        + String.join(" and ", jar.signers().values())
                        + ", whose key is not trusted";
    }

    private Rules.Others others(Optional<Bundle> itself) {
        Set<String> names = new HashSet<>(Set.of(Constants.SYSTEM_BUNDLE_SYMBOLICNAME));
        Set<String> packages = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (itself.filter(bundle::equals).isPresent()) {
                continue;
            }
            names.add(String.valueOf(bundle.getSymbolicName()));
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (!Slot.isPlugIn(bundle) && revision != null) {
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(
                                exported ->
                                        exported.getAttributes()
                                                .get(PackageNamespace.PACKAGE_NAMESPACE))
                        .map(String::valueOf)
                        .forEach(packages::add);
            }
        }
        return new Rules.Others(names, packages);
    }

    /** Why a jar is held. */
    static String why(Verdict verdict) {
        List<String> reasons = new ArrayList<>(verdict.against());
        if (!verdict.trusted()) {
            reasons.add(0, verdict.trust());
        }
        return String.join("; ", reasons);
    }

    String toDo(String name, Verdict verdict) {
        return verdict.against().isEmpty()
                ? Sentences.howToTrust(verdict.sha256(), folder.trust())
                : "Take "
                        + name
                        + " out of deploy/: no approval lets a jar run that breaks these rules.";
    }
}
