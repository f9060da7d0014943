package org.rattache.identity.core.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.platform.api.DomainException;

/**
 * Hashes passwords with Argon2id and stores them in PHC form, so that the parameters can grow
 * later. Each computation takes 19 MiB, so only a few run at a time: a flood of log-ins makes
 * callers wait and never fills the memory.
 */
@Component(service = Passwords.class)
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Semaphore places;
    private final int memoryKib;

    /** Verified for unknown users: it has the right form, and no password has this hash. */
    private final String nobody;

    @Activate
    public Passwords(@Reference(policyOption = ReferencePolicyOption.GREEDY) Settings settings) {
        this(settings, MEMORY_KIB);
    }

    Passwords(Settings settings, int memoryKib) {
        this.places = new Semaphore(settings.parallelHashing(), true);
        this.memoryKib = memoryKib;
        this.nobody = phc(Secrets.randomBytes(SALT_BYTES), Secrets.randomBytes(HASH_BYTES));
    }

    String hash(String password) {
        byte[] salt = Secrets.randomBytes(SALT_BYTES);
        return phc(salt, compute(password, salt, memoryKib, ITERATIONS, PARALLELISM, HASH_BYTES));
    }

    /**
     * Compares. Without a stored hash the same work is done and the answer is no, so that the time
     * tells nothing.
     */
    boolean matches(String password, Optional<String> stored) {
        Matcher phc = PHC.matcher(stored.orElse(nobody));
        if (!phc.matches()) {
            throw new IllegalStateException("A stored password hash has an unknown form.");
        }
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] computed =
                compute(
                        password,
                        Base64.getDecoder().decode(phc.group(4)),
                        Integer.parseInt(phc.group(1)),
                        Integer.parseInt(phc.group(2)),
                        Integer.parseInt(phc.group(3)),
                        expected.length);
        return MessageDigest.isEqual(expected, computed) && stored.isPresent();
    }

    private byte[] compute(
            String password, byte[] salt, int memory, int iterations, int parallelism, int length) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(iterations)
                        .withParallelism(parallelism)
                        .withSalt(salt)
                        .build();
        byte[] hash = new byte[length];
        takePlace();
        try {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            // takes the memory, so not before there is a place
            argon2.init(parameters);
            argon2.generateBytes(
                    Normalizer.normalize(password, Normalizer.Form.NFC)
                            .getBytes(StandardCharsets.UTF_8),
                    hash);
        } finally {
            places.release();
        }
        return hash;
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw DomainException.unavailable(
                "log-in-busy", "Too many log in at this moment. Try again.", Duration.ofSeconds(5));
    }

    private String phc(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m="
                + memoryKib
                + ",t="
                + ITERATIONS
                + ",p="
                + PARALLELISM
                + "$"
                + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(hash);
    }
}
