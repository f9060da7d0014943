package org.rattache.shell.internal;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Candidate;
import org.junit.Before;
import org.junit.Test;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.Page;
import org.rattache.platform.api.PageRequest;

public final class ClientFileCompleterTest {

    private static final String COMMAND = "rattache:strategy-explain";

    private final ClientFileCompleter completer = new ClientFileCompleter();
    private final List<Integer> limits = new ArrayList<>();

    @Before
    public void fill() throws Exception {
        List<ClientFile> ofBatie =
                List.of(file("3fa8", "DEMOLITOR"), file("3f07", "CONSTRUCTOR"), file("91bc", "X"));
        Typed.with(
                completer,
                "clientFiles",
                Typed.fake(
                        ClientFiles.class,
                        (proxy, method, arguments) -> {
                            assertEquals("list", method.getName());
                            limits.add(((PageRequest) arguments[2]).limit());
                            List<ClientFile> files =
                                    arguments[0].equals("batie") ? ofBatie : List.of();
                            return new Page<>(
                                    files, Optional.empty(), new Page.Total(files.size(), true));
                        }));
    }

    private static ClientFile file(String id, String name) {
        Optional<String> none = Optional.empty();
        return new ClientFile(
                "batie",
                id,
                new ClientFileData(name, none, none, none, none, none, none, none),
                none,
                none,
                false,
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    @Test
    public void tab_offers_the_files_of_the_firm_that_begin_so() {
        assertEquals(
                List.of("3fa8", "3f07", "91bc"), Typed.offered(completer, "", COMMAND, "batie"));
        assertEquals(List.of("3fa8", "3f07"), Typed.offered(completer, "3f", COMMAND, "batie"));
        assertEquals(List.of(), Typed.offered(completer, "3f", COMMAND, "other"));
        assertEquals(
                "however many the firm has",
                List.of(PageRequest.MAX_LIMIT, PageRequest.MAX_LIMIT, PageRequest.MAX_LIMIT),
                limits);
    }

    @Test
    public void an_id_is_offered_with_the_name_of_the_file() {
        List<Candidate> offered = new ArrayList<>();
        completer.completeCandidates(null, Typed.line("3fa", COMMAND, "batie"), offered);

        assertEquals(1, offered.size());
        assertEquals("3fa8", offered.get(0).value());
        assertEquals("DEMOLITOR", offered.get(0).descr());
    }

    @Test
    public void without_a_firm_nothing_is_looked_up() {
        assertEquals(List.of(), Typed.offered(completer, "3f"));
        assertEquals(List.of(), limits);
    }
}
