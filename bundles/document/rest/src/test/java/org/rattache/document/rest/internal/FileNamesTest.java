package org.rattache.document.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.rattache.document.api.DocumentName;

/** Names that fool somebody, and what becomes of them. */
public final class FileNamesTest {

    @Test
    public void a_stored_name_has_no_path_no_control_and_no_hidden_character() {
        String[][] table = {
            {"a.pdf", "a.pdf"},
            {"../../etc/passwd", "passwd"},
            {"..\\..\\boot.ini", "boot.ini"},
            {"/absolute/x", "x"},
            {"C:\\x\\y.doc", "y.doc"},
            {"a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"},
            {"a\u0000b\u007f\u0085c", "abc"},
            {"invoice\u202efdp.exe", "invoicefdp.exe"},
            {"a\u200b\u2066b\ufeff", "ab"},
            {"broken\ud800", "broken"},
            {"e\u0301te\u0301.pdf", "\u00e9t\u00e9.pdf"},
            {"a\u00a0b\u2028c", "a bc"},
            {"  x  ", "x"},
            {"..", ""},
            {". .", ""},
            {"", ""},
            {"/", ""},
            {"%2e%2e%2fx", "%2e%2e%2fx"},
        };
        for (String[] row : table) {
            assertEquals(row[1], DocumentName.clean(row[0]));
        }
        String shortened = DocumentName.clean("\ud83d\ude00".repeat(200) + ".pdf");
        assertTrue(shortened.length() <= 255);
        assertTrue(shortened.endsWith("\ud83d\ude00.pdf"));
    }

    @Test
    public void a_disposition_names_the_file_twice_and_carries_nothing_else() {
        String[][] table = {
            {"a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"},
            {
                "Facture \u00e9t\u00e9 n\u00b0 1.pdf",
                "attachment; filename=\"Facture ete n_ 1.pdf\"; filename*=UTF-8''Facture%20%C3%A9t%C3%A9%20n%C2%B0%201.pdf"
            },
            {"a\";x=\\y.pdf", "attachment; filename=\"y.pdf\"; filename*=UTF-8''y.pdf"},
            {
                "a\"b;c%d'e.pdf",
                "attachment; filename=\"a_b_c_d'e.pdf\"; filename*=UTF-8''a%22b%3Bc%25d%27e.pdf"
            },
            {
                "x\r\nSet-Cookie: a=b",
                "attachment; filename=\"xSet-Cookie: a=b\"; filename*=UTF-8''xSet-Cookie%3A%20a%3Db"
            },
            {"\u202e", "attachment; filename=\"document\"; filename*=UTF-8''document"},
            {"\ud83d\ude00", "attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%98%80"},
        };
        for (String[] row : table) {
            String header = FileNames.disposition(false, row[0]);
            assertEquals(row[1], header);
            assertTrue(header.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
        }
        assertTrue(FileNames.disposition(true, "a").startsWith("inline; "));
    }

    @Test
    public void names_in_an_archive_are_unique_and_unpack_everywhere() {
        FileNames names = new FileNames("index.csv");
        assertEquals("a.pdf", names.inArchive("a.pdf"));
        assertEquals("A (2).pdf", names.inArchive("A.pdf"));
        assertEquals("a (3).pdf", names.inArchive("a.pdf"));
        assertEquals("a (2) (2).pdf", names.inArchive("a (2).pdf"));
        assertEquals("INDEX (2).csv", names.inArchive("INDEX.csv"));
        assertEquals("_CON.txt", names.inArchive("CON.txt"));
        assertEquals("_lpt1", names.inArchive("lpt1"));
        assertEquals("x", names.inArchive("x. ."));
        assertEquals("_-rf", names.inArchive("-rf"));
        assertEquals("_.profile", names.inArchive(".profile"));
        assertEquals("a_b_.txt", names.inArchive("a<b>.txt"));
        assertEquals("document", names.inArchive(".."));
        assertEquals("evil", names.inArchive("../../evil"));
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String name = names.inArchive("z".repeat(250) + ".pdf");
            assertTrue(all.add(name));
            assertTrue(name.length() <= 160);
            assertFalse(name.contains("/"));
        }
    }

    @Test
    public void a_cell_that_a_spreadsheet_would_run_is_made_text() {
        for (String cell : List.of("=1+1", "+1", "-1", "@a", "\t=1", "\r=1")) {
            assertEquals("'" + cell, ZipStream.harmless(cell));
        }
        assertEquals("a=1", ZipStream.harmless("a=1"));
        assertEquals("", ZipStream.harmless(""));
    }
}
