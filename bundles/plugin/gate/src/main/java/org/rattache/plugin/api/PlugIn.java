package org.rattache.plugin.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A file of the plug-in folder, or a bundle that came in another way and is no part of the
 * distribution.
 *
 * @param name the name of the file; of other bundles, the location they were installed from
 * @param symbolicName of the bundle, when the file is one
 * @param version of the bundle
 * @param sha256 hexadecimal digest of the file, when it was read
 * @param running the version of it that is installed, which is another one when the file was
 *     replaced by one that is held
 * @param why in a sentence
 * @param toDo what an administrator can do about it; empty when there is nothing to do
 */
public record PlugIn(
        String name,
        Optional<String> symbolicName,
        Optional<String> version,
        Optional<String> sha256,
        State state,
        Optional<String> running,
        String why,
        Optional<String> toDo) {

    /** What became of it. */
    public enum State {
        /** Trusted and started. */
        RUNNING,
        /** Trusted and installed, but somebody has stopped it. */
        STOPPED,
        /** Trusted; being installed, started or removed at this moment. */
        CHANGING,
        /** Trusted, but it does not start; tried again and again. */
        FAILING,
        /** Not trusted, or against a rule: not installed. */
        HELD
    }

    /** Requires everything to be there. */
    public PlugIn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(symbolicName);
        Objects.requireNonNull(version);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(state);
        Objects.requireNonNull(running);
        Objects.requireNonNull(why);
        Objects.requireNonNull(toDo);
    }
}
