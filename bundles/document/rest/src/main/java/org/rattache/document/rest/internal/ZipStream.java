package org.rattache.document.rest.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rattache.document.api.DamagedContentException;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.ReadableDocument;
import org.rattache.document.api.SectionName;
import org.rattache.platform.api.DomainException;

/**
 * An archive that is made while it is read, so that it needs no memory and no disk. Each document
 * is opened only when its turn comes: its access is checked, its bytes are verified and its reading
 * is stored right before it goes out, so an access that ends half way ends the export of what is
 * left. What could not be given out is named in the index and in a file of its own; the archive
 * never looks complete when it is not.
 */
final class ZipStream extends InputStream {

    static final String INDEX = "index.csv";
    static final String SUMS = "SHA256SUMS";
    static final String LEFT_OUT = "LEFT-OUT.txt";
    private static final int BUFFER = 64 * 1024;

    private final Deque<ReadableDocument> waiting;
    private final Function<ReadableDocument, DocumentContent> opening;
    private final FileNames names = new FileNames(INDEX, SUMS, LEFT_OUT);
    private final Bytes bytes = new Bytes();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
    private final List<List<String>> index = new ArrayList<>();
    private final StringBuilder sums = new StringBuilder();
    private final StringBuilder leftOut = new StringBuilder();
    private final byte[] part = new byte[BUFFER];

    private DocumentContent content;
    private InputStream contentBytes;
    private boolean finished;

    ZipStream(
            Collection<ReadableDocument> documents,
            Function<ReadableDocument, DocumentContent> opening) {
        this.waiting = new ArrayDeque<>(documents);
        this.opening = opening;
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** What is made and not read yet. */
    private static final class Bytes extends ByteArrayOutputStream {

        private int taken;

        int take(byte[] target, int offset, int length) {
            int n = Math.min(length, count - taken);
            System.arraycopy(buf, taken, target, offset, n);
            taken += n;
            if (taken == count) {
                reset();
                taken = 0;
            }
            return n;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (bytes.size() == 0) {
            if (finished) {
                return -1;
            }
            step();
        }
        return bytes.take(target, offset, length);
    }

    private void step() throws IOException {
        if (content != null) {
            int n = contentBytes.read(part);
            if (n >= 0) {
                zip.write(part, 0, n);
            } else {
                zip.closeEntry();
                closeContent();
            }
        } else if (!waiting.isEmpty()) {
            next(waiting.remove());
        } else {
            end();
        }
    }

    private void next(ReadableDocument readable) throws IOException {
        Document document = readable.document();
        String note = "";
        try {
            content = opening.apply(readable);
        } catch (DamagedContentException e) {
            note = "left out: the stored content is damaged";
        } catch (DomainException e) {
            switch (e.category()) {
                case NOT_FOUND -> note = "left out: may not be read any more";
                case CONFLICT -> note = "left out: withdrawn by the firm";
                default -> throw new IOException("The export broke off.", e);
            }
        }
        String file = "";
        if (content != null) {
            contentBytes = content.stream();
            file = names.inArchive(document.name());
            ZipEntry entry = new ZipEntry(file);
            entry.setLastModifiedTime(FileTime.from(document.sentAt()));
            zip.putNextEntry(entry);
            sums.append(document.sha256()).append("  ").append(file).append('\n');
        } else {
            leftOut.append(document.id())
                    .append("  ")
                    .append(document.name())
                    .append(": ")
                    .append(note)
                    .append("\r\n");
        }
        index.add(
                List.of(
                        file,
                        document.id(),
                        document.name(),
                        readable.account(),
                        document.firm(),
                        Names.of(document.direction()),
                        document.section().map(SectionName::name).orElse(""),
                        String.join("; ", document.keywords()),
                        document.sentAt().toString(),
                        document.mediaType(),
                        Long.toString(document.size()),
                        document.sha256(),
                        note));
    }

    private void end() throws IOException {
        if (!leftOut.isEmpty()) {
            entry(LEFT_OUT, leftOut.toString());
        }
        entry(INDEX, csv());
        entry(SUMS, sums.toString());
        zip.finish();
        finished = true;
    }

    private void entry(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String csv() throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(
                    "file",
                    "id",
                    "name",
                    "account",
                    "firm",
                    "direction",
                    "section",
                    "keywords",
                    "sentAt",
                    "mediaType",
                    "size",
                    "sha256",
                    "note");
            for (List<String> row : index) {
                csv.printRecord(row.stream().map(ZipStream::harmless).toList());
            }
        }
        return text.toString();
    }

    /** A spreadsheet runs a cell that begins like this as a formula. */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private void closeContent() throws IOException {
        DocumentContent closing = content;
        content = null;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public void close() throws IOException {
        finished = true;
        waiting.clear();
        closeContent();
    }
}
