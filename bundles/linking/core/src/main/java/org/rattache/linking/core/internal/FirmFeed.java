package org.rattache.linking.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.FileFeed;

/**
 * The feed of one firm, for one plug-in.
 *
 * @param gone the plug-in has gone: from then on nothing is answered
 */
record FirmFeed(String firm, ChangeLog log, ClientFiles clientFiles, BooleanSupplier gone)
        implements FileFeed {

    @Override
    public long changes() {
        return log.changes(firm);
    }

    @Override
    public Page after(String point, int limit) {
        long number = number(point);
        if (limit < 1) {
            throw new IllegalArgumentException("At least one file must be asked for: " + limit);
        }
        if (gone.getAsBoolean()) {
            throw new IllegalStateException("The plug-in to which this feed was given has gone.");
        }
        ChangeLog.Part part =
                PlugInThread.inDatabase(() -> log.after(firm, number, Math.min(limit, MAX_ROWS)));
        Map<String, ClientFile> now =
                PlugInThread.inDatabase(() -> clientFiles.findAll(firm, part.files()));
        List<Candidate> files = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String id : part.files()) {
            ClientFile file = now.get(id);
            if (file == null) {
                deleted.add(id);
            } else {
                files.add(Candidates.candidate(file));
            }
        }
        return new Page(
                files,
                deleted,
                part.files().isEmpty() ? point : firm + "/" + part.last(),
                part.remaining());
    }

    private long number(String point) {
        if (point.equals(BEGINNING)) {
            return 0;
        }
        if (!point.startsWith(firm + "/")) {
            throw noPoint();
        }
        try {
            return Long.parseLong(point.substring(firm.length() + 1));
        } catch (NumberFormatException e) {
            throw noPoint();
        }
    }

    private static IllegalArgumentException noPoint() {
        return new IllegalArgumentException("This is no point of this firm's feed.");
    }
}
