package org.rattache.itests.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table file: a head with the columns, then one line an operation. */
record AuthorizationTable(List<String> columns, Map<String, List<String>> rows) {

    static AuthorizationTable read() throws IOException {
        try (var file = AuthorizationTable.class.getResourceAsStream("/authorization.txt")) {
            List<String> lines =
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toList();
            List<String> head = cells(lines.get(0));
            List<String> columns = head.subList(0, head.size() - 1);
            Map<String, List<String>> rows = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = cells(line);
                int width = columns.size();
                assertEquals(
                        "method and path after the statuses: " + line, width + 2, cells.size());
                String name = cells.get(width) + " " + cells.get(width + 1);
                assertTrue("twice: " + name, rows.put(name, cells.subList(0, width)) == null);
            }
            return new AuthorizationTable(columns, rows);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    /** Somebody who is not refused for who he is. */
    Optional<String> whoMay(String operation) {
        List<String> row = rows.get(operation);
        return columns.stream()
                .filter(column -> !row.get(columns.indexOf(column)).matches("401|403|404|-"))
                .filter(column -> !column.endsWith("-own"))
                .findFirst();
    }
}
