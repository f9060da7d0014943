package org.rattache.linking.strategies.internal;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values with quoted fields: the labelled sets have nothing stranger. */
final class Csv {

    private Csv() {}

    static List<String[]> rows(String text) {
        List<String[]> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row.toArray(String[]::new));
                    row.clear();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return rows;
    }
}
