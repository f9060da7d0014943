package org.rattache.document.rest.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** The table of ranges of a content of 100 bytes. */
public final class RangeHeaderTest {

    private static String of(String header) {
        RangeHeader range = RangeHeader.of(header, 100);
        if (!range.satisfiable()) {
            return "416";
        }
        return range.part().map(part -> part.offset() + "+" + part.length()).orElse("whole");
    }

    @Test
    public void one_range_is_served_and_what_is_none_is_ignored() {
        String[][] table = {
            {null, "whole"},
            {"", "whole"},
            {"bytes=0-0", "0+1"},
            {"bytes=0-99", "0+100"},
            {"bytes=0-100", "0+100"},
            {"bytes=10-", "10+90"},
            {"bytes=99-", "99+1"},
            {" bytes = 5 - 9 ", "5+5"},
            {"bytes=-1", "99+1"},
            {"bytes=-100", "0+100"},
            {"bytes=-500", "0+100"},
            {"bytes=100-", "416"},
            {"bytes=100-200", "416"},
            {"bytes=-0", "416"},
            {"bytes=99999999999999999999-", "416"},
            {"bytes=0-99999999999999999999", "0+100"},
            {"bytes=9-5", "whole"},
            {"bytes=-", "whole"},
            {"bytes=", "whole"},
            {"bytes=a-b", "whole"},
            {"bytes=--5", "whole"},
            {"bytes=0-1,5-6", "whole"},
            {"lines=0-1", "whole"},
            {"bytes=0-1" + " ".repeat(500), "whole"},
        };
        for (String[] row : table) {
            assertEquals("Range: " + row[0], row[1], of(row[0]));
        }
    }
}
