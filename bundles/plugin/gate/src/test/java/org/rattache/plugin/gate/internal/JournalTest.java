package org.rattache.plugin.gate.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.plugin.api.Fact;

/** What was written down is there after a restart, in its order. */
public class JournalTest {

    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void nameFile() {
        file = folder.getRoot().toPath().resolve("journal.log");
    }

    @Test
    public void facts_are_there_when_it_is_opened_again() throws IOException {
        Journal journal = Journal.open(file);
        journal.append(Fact.Kind.APPROVED, Map.of("sha256", "ab", "by", "shell:admin"));
        journal.append(Fact.Kind.INSTALLED, Map.of("name", "a.jar", "why", "it is approved"));

        Journal again = Journal.open(file);

        assertEquals(journal.id(), again.id());
        assertEquals(journal.after(0, 10), again.after(0, 10));
        assertEquals(2, again.last());
        assertEquals("a.jar", again.after(1, 10).get(0).data().get("name"));
    }

    @Test
    public void only_so_many_facts_are_given_as_are_asked_for() throws IOException {
        Journal journal = Journal.open(file);
        for (int i = 0; i < 5; i++) {
            journal.append(Fact.Kind.HELD, Map.of("name", i + ".jar"));
        }

        assertEquals(List.of(3L, 4L), journal.after(2, 2).stream().map(Fact::number).toList());
        assertEquals(List.of(), journal.after(5, 2));
    }

    @Test
    public void a_line_that_a_crash_has_cut_off_does_not_spoil_the_next() throws IOException {
        Journal journal = Journal.open(file);
        journal.append(Fact.Kind.HELD, Map.of("name", "a.jar"));
        Files.writeString(file, "2\t2026-01-01T00:00", StandardOpenOption.APPEND);

        Journal.open(file).append(Fact.Kind.INSTALLED, Map.of("name", "a.jar"));

        assertEquals(
                List.of(Fact.Kind.HELD, Fact.Kind.INSTALLED),
                Journal.open(file).after(0, 10).stream().map(Fact::kind).toList());
    }

    @Test
    public void a_name_cannot_write_a_line_of_its_own() throws IOException {
        Journal journal = Journal.open(file);
        journal.append(
                Fact.Kind.HELD, Map.of("name", "a.jar\n9\t2026-01-01T00:00:00Z\tAPPROVED\tx=y"));

        Journal again = Journal.open(file);

        assertEquals(1, again.last());
        assertEquals(
                "a.jar 9 2026-01-01T00:00:00Z APPROVED x=y",
                again.after(0, 1).get(0).data().get("name"));
    }

    @Test
    public void another_file_is_not_taken_for_a_journal() throws IOException {
        Files.writeString(file, "something else\n");

        assertThrows(IOException.class, () -> Journal.open(file));
        assertEquals("something else\n", Files.readString(file));
    }

    @Test
    public void the_last_fact_of_a_name_is_found() throws IOException {
        Journal journal = Journal.open(file);
        journal.append(Fact.Kind.HELD, Map.of("name", "a.jar"));
        journal.append(Fact.Kind.INSTALLED, Map.of("name", "a.jar"));
        journal.append(Fact.Kind.HELD, Map.of("name", "b.jar"));

        assertEquals(2, journal.lastOf("a.jar").orElseThrow().number());
        assertTrue(journal.lastOf("c.jar").isEmpty());
    }

    @Test
    public void nobody_else_reads_it() throws IOException {
        Journal.open(file);

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
