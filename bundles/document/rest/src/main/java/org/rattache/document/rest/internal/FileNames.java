package org.rattache.document.rest.internal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.rattache.document.api.DocumentName;

/** Names of documents where others' software reads them: in a header, in an archive. */
final class FileNames {

    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$)(\\..*)?");
    private static final int MAX_IN_ARCHIVE = 150;
    private static final String ATTR_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

    /** Names that are taken, without case: some file systems know none. */
    private final Set<String> taken = new HashSet<>();

    FileNames(String... taken) {
        for (String name : taken) {
            this.taken.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A Content-Disposition header (RFC 6266): a plain name for old software, the right one for the
     * rest.
     */
    static String disposition(boolean inline, String name) {
        String clean = clean(name);
        return (inline ? "inline" : "attachment")
                + "; filename=\""
                + ascii(clean)
                + "\"; filename*=UTF-8''"
                + encoded(clean);
    }

    private static String clean(String name) {
        String clean = DocumentName.clean(name);
        return clean.isEmpty() ? "document" : clean;
    }

    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                // quotes and backslashes end or bend the quoted string, % is decoded by some
                .forEach(
                        c ->
                                ascii.append(
                                        c < 0x20 || c > 0x7e || "\"\\%;".indexOf(c) >= 0
                                                ? '_'
                                                : (char) c));
        return ascii.toString();
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && ATTR_CHARS.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /** A name that no other entry of the archive has and that every system can unpack. */
    String inArchive(String name) {
        String safe = clean(name).replaceAll("[<>:\"|?*]", "_").replaceAll("[. ]+$", "");
        if (safe.isEmpty()) {
            safe = "document";
        }
        if (safe.startsWith("-") || safe.startsWith(".") || RESERVED.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        int dot = safe.lastIndexOf('.');
        String extension = dot > 0 && safe.length() - dot <= 20 ? safe.substring(dot) : "";
        String stem = safe.substring(0, safe.length() - extension.length());
        if (stem.length() > MAX_IN_ARCHIVE) {
            stem = stem.substring(0, stem.offsetByCodePoints(0, 100));
        }
        String unique = stem + extension;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = stem + " (" + i + ")" + extension;
        }
        return unique;
    }
}
