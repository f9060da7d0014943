package org.rattache.document.rest.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rattache.document.api.ByteRange;

/**
 * A request for a part of a content (RFC 9110, 14). One range is served; several, other units and
 * what is no range are ignored, as the RFC allows: then the whole is given.
 *
 * @param part empty for the whole
 * @param satisfiable false when no byte lies in the range: 416
 */
record RangeHeader(Optional<ByteRange> part, boolean satisfiable) {

    private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)");

    private static final RangeHeader WHOLE = new RangeHeader(Optional.empty(), true);
    private static final RangeHeader OUTSIDE = new RangeHeader(Optional.empty(), false);

    /**
     * Reads the header.
     *
     * @param text may be null
     * @param size of the content, at least 1
     */
    static RangeHeader of(String text, long size) {
        if (text == null || text.length() > 200) {
            return WHOLE;
        }
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
            return WHOLE;
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = number(matcher.group(2));
            return suffix == 0 ? OUTSIDE : part(Math.max(0, size - suffix), size - 1);
        }
        long first = number(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
        if (last < first) {
            return WHOLE;
        }
        return first >= size ? OUTSIDE : part(first, Math.min(last, size - 1));
    }

    private static RangeHeader part(long first, long last) {
        return new RangeHeader(Optional.of(new ByteRange(first, last - first + 1)), true);
    }

    /** Larger than any content is all the same. */
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
