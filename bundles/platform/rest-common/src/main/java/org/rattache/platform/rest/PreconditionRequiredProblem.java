package org.rattache.platform.rest;

/** A change without If-Match: HTTP 428. */
public final class PreconditionRequiredProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PreconditionRequiredProblem() {
        super(
                "Send the ETag of what you read in If-Match, so that no change of somebody else is overwritten.");
    }
}
