package org.rattache.shell.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.api.PageRequest;

/**
 * Completes the id of a client file of the firm that stands before it, and shows the file's name
 * beside it; the two hundred newest.
 */
@Service
public final class ClientFileCompleter implements Completer {

    private static final ClientFiles.Query NEWEST =
            new ClientFiles.Query(Optional.empty(), Optional.empty(), ClientFiles.Sort.NEWEST);

    @Reference private ClientFiles clientFiles;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        begun(line).forEach(file -> candidates.add(file.id() + " "));
        return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        begun(line)
                .forEach(
                        file ->
                                candidates.add(
                                        new Candidate(
                                                file.id(),
                                                file.id(),
                                                null,
                                                file.name(),
                                                null,
                                                null,
                                                true)));
    }

    /** The files whose id begins with what is typed. */
    private List<ClientFile> begun(CommandLine line) {
        int index = line.getCursorArgumentIndex();
        if (index < 1) {
            return List.of();
        }
        String firm = line.getArguments()[index - 1];
        String typed = line.getCursorArgument().substring(0, line.getArgumentPosition());
        return clientFiles
                .list(firm, NEWEST, PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .filter(file -> file.id().startsWith(typed))
                .toList();
    }
}
