package org.rattache.platform.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import org.rattache.platform.api.DomainException;

/** Entity tags are the version numbers of what they stand for. */
public final class Versions {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Versions() {}

    public static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * The version that the caller says he changes.
     *
     * @throws PreconditionRequiredProblem (428) without an If-Match header
     * @throws DomainException STALE (412) when it is no tag that we gave out
     */
    public static long required(HttpHeaders headers) {
        String given = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (given == null || given.isBlank()) {
            throw new PreconditionRequiredProblem();
        }
        Matcher matcher = TAG.matcher(given.strip());
        if (!matcher.matches()) {
            throw DomainException.stale();
        }
        return Long.parseLong(matcher.group(1));
    }
}
