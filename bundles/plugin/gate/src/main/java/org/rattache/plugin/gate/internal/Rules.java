package org.rattache.plugin.gate.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the plug-in folder. What breaks one is held even when it is trusted: a mistake of a
 * vendor must not replace or rewire what runs.
 */
final class Rules {

    /**
     * What the plug-in would be beside.
     *
     * @param symbolicNames of all other bundles
     * @param packages exported by the bundles that are no plug-ins
     */
    record Others(Set<String> symbolicNames, Set<String> packages) {}

    private Rules() {}

    /** The rules that a jar breaks, each as a sentence without its subject. */
    static List<String> against(Jar jar, Others others) {
        List<String> against = new ArrayList<>(jar.flaws());
        if (jar.symbolicName().isEmpty()) {
            if (against.isEmpty()) {
                against.add("it is no bundle: its manifest has no Bundle-SymbolicName");
            }
            return against;
        }
        if (!jar.header("Bundle-ManifestVersion").orElse("1").equals("2")) {
            against.add("it is no bundle of today: Bundle-ManifestVersion is not 2");
        }
        if (jar.header("Fragment-Host").isPresent()) {
            against.add("it is a fragment, which becomes a part of another bundle");
        }
        if (jar.header("DynamicImport-Package").isPresent()) {
            against.add("it has DynamicImport-Package, which wires it to what it does not name");
        }
        String name = jar.symbolicName().get();
        if (others.symbolicNames().contains(name)) {
            against.add("another bundle has its symbolic name " + name);
        }
        jar.header("Export-Package").map(Rules::packages).orElse(Set.of()).stream()
                .filter(exported -> others.packages().contains(exported))
                .forEach(
                        exported ->
                                against.add("it exports " + exported + ", which is not its own"));
        return against;
    }

    /** The names in a header of the form {@code a;b;version="1,2", c}. */
    static Set<String> packages(String header) {
        Set<String> packages = new LinkedHashSet<>();
        for (String clause : split(header, ',')) {
            for (String part : split(clause, ';')) {
                if (!part.contains("=")) {
                    packages.add(part.strip());
                }
            }
        }
        return packages;
    }

    /** Splits where no quotation marks stand around. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
