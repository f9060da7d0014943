package org.rattache.document.core.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types that a document may have. Anything else is just bytes: what a sender declares must
 * never make a browser run it.
 */
final class MediaTypes {

    static final String BYTES = "application/octet-stream";

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN = "application/vnd.oasis.opendocument.";

    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("tif", "image/tiff"),
                    Map.entry("tiff", "image/tiff"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("doc", "application/msword"),
                    Map.entry("xls", "application/vnd.ms-excel"),
                    Map.entry("ppt", "application/vnd.ms-powerpoint"),
                    Map.entry("docx", OFFICE + "wordprocessingml.document"),
                    Map.entry("xlsx", OFFICE + "spreadsheetml.sheet"),
                    Map.entry("pptx", OFFICE + "presentationml.presentation"),
                    Map.entry("odt", OPEN + "text"),
                    Map.entry("ods", OPEN + "spreadsheet"),
                    Map.entry("odp", OPEN + "presentation"),
                    Map.entry("zip", "application/zip"));

    private static final Set<String> KNOWN = Set.copyOf(BY_EXTENSION.values());

    private MediaTypes() {}

    /** The declared type if it is known, else the one of the extension, else bytes. */
    static String of(Optional<String> declared, String name) {
        String plain =
                declared.map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .orElse("");
        if (KNOWN.contains(plain)) {
            return plain;
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return plain.isEmpty() || plain.equals(BYTES)
                ? BY_EXTENSION.getOrDefault(extension, BYTES)
                : BYTES;
    }
}
