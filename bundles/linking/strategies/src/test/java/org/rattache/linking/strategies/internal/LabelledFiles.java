package org.rattache.linking.strategies.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.rattache.linking.spi.Candidate;

/**
 * Client files of which it is known which belong together. The three real sets are described in
 * {@code NOTICE.txt} beside them.
 *
 * @param name what tables call it
 * @param files the files with their groups
 */
record LabelledFiles(String name, List<LabelledFiles.Labelled> files) {

    /**
     * Which part of a set: rules and weights are made on one half, and figures told of the other.
     */
    enum Half {
        TUNING,
        CHECKING
    }

    /**
     * A file and its group.
     *
     * @param file the file
     * @param group files of the same group belong together
     * @param kind what makes the group one; the same for all files of a group
     */
    record Labelled(Candidate file, String group, String kind) {}

    /** French companies from a register: names, few addresses. */
    static LabelledFiles hatvp() {
        return read(
                "hatvp.csv",
                (row, line) ->
                        new Labelled(
                                file(
                                        "h" + line,
                                        row.get("name"),
                                        row.get("siren"),
                                        row.get("email_domain").isEmpty()
                                                ? address("s" + line, row.get("website_host"))
                                                : address(
                                                        row.get("email_hash"),
                                                        row.get("email_domain")),
                                        row.get("phone"),
                                        String.join(
                                                        " ",
                                                        row.get("address"),
                                                        row.get("postcode"),
                                                        row.get("city"))
                                                .strip()),
                                row.get("group"),
                                "group"));
    }

    /** Companies of the world: names and web hosts. */
    static LabelledFiles ror() {
        return read(
                "ror_companies.csv",
                (row, line) ->
                        new Labelled(
                                file(
                                        "r" + line,
                                        row.get("name"),
                                        "",
                                        address("s" + line, row.get("website_host")),
                                        "",
                                        ""),
                                row.get("group"),
                                "group"));
    }

    /** Child-care sites: names, addresses and phones, the same site many times. */
    static LabelledFiles chicago() {
        return read(
                "chicago.csv",
                (row, line) ->
                        new Labelled(
                                file(
                                        "c" + line,
                                        row.get("Site name"),
                                        "",
                                        "",
                                        row.get("Phone"),
                                        row.get("Address")),
                                row.get("True Id"),
                                "site"));
    }

    /**
     * Half of the groups. Groups are never torn apart, and of every two groups of about the same
     * size one falls into each half: a few large groups hold most pairs.
     */
    LabelledFiles half(Half half) {
        Map<String, Integer> sizes = new HashMap<>();
        files.forEach(file -> sizes.merge(file.group(), 1, Integer::sum));
        List<String> groups = new ArrayList<>(sizes.keySet());
        groups.sort(
                Comparator.comparing((String group) -> -sizes.get(group))
                        .thenComparing(group -> Hash.of("half " + group)));
        Set<String> chosen = new HashSet<>();
        for (int i = half == Half.TUNING ? 0 : 1; i < groups.size(); i += 2) {
            chosen.add(groups.get(i));
        }
        return new LabelledFiles(
                name, files.stream().filter(file -> chosen.contains(file.group())).toList());
    }

    private static String address(String local, String host) {
        return host.isEmpty() ? "" : local + "@" + host;
    }

    static Candidate file(
            String id, String name, String siren, String email, String phone, String address) {
        return new Candidate(
                id,
                name,
                optional(siren),
                Optional.empty(),
                Optional.empty(),
                optional(email),
                optional(phone),
                optional(address));
    }

    private static Optional<String> optional(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private static LabelledFiles read(
            String resource, BiFunction<Map<String, String>, Integer, Labelled> toFile) {
        String text = new String(Resources.bytes("labelled/" + resource), StandardCharsets.UTF_8);
        List<String[]> rows = Csv.rows(text);
        List<Labelled> files = new ArrayList<>();
        for (int line = 1; line < rows.size(); line++) {
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < rows.get(0).length; column++) {
                row.put(rows.get(0)[column], rows.get(line)[column]);
            }
            files.add(toFile.apply(row, line));
        }
        return new LabelledFiles(resource.replaceAll("\\.csv$", ""), files);
    }
}
