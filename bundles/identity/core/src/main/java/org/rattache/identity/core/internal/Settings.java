package org.rattache.identity.core.internal;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The configuration {@code org.rattache.identity}, checked. */
@Component(service = Settings.class, configurationPid = "org.rattache.identity")
public final class Settings {

    private static final String ADMINISTRATOR_VARIABLE = "RATTACHE_ADMINISTRATOR_EMAIL";

    /** The keys and their defaults. */
    public @interface Keys {
        /** A session ends after this time without a request. */
        int session_idle_minutes() default 30;

        /** A session ends at this age. */
        int session_absolute_minutes() default 720;

        /** Tries for one account before it is closed for a while. */
        int throttle_account_tries() default 10;

        /** Tries from one address (IPv6: /64) in a window. */
        int throttle_address_tries() default 100;

        /** The window, and how long an account stays closed. */
        int throttle_minutes() default 15;

        /** Passwords hashed at the same time; each takes 19 MiB. */
        int hashing_parallel() default 2;

        /** Log-in address of the administrator who is created at the first start. */
        String administrator_email() default "";
    }

    private final Duration idle;
    private final Duration absolute;
    private final int accountTries;
    private final int addressTries;
    private final Duration window;
    private final int parallelHashing;
    private final String administratorEmail;

    @Activate
    public Settings(Keys keys) {
        this(
                Duration.ofMinutes(keys.session_idle_minutes()),
                Duration.ofMinutes(keys.session_absolute_minutes()),
                keys.throttle_account_tries(),
                keys.throttle_address_tries(),
                Duration.ofMinutes(keys.throttle_minutes()),
                keys.hashing_parallel(),
                keys.administrator_email());
    }

    Settings(
            Duration idle,
            Duration absolute,
            int accountTries,
            int addressTries,
            Duration window,
            int parallelHashing,
            String administratorEmail) {
        this.idle = positive("session.idle.minutes", idle);
        this.absolute = positive("session.absolute.minutes", absolute);
        this.accountTries = positive("throttle.account.tries", accountTries);
        this.addressTries = positive("throttle.address.tries", addressTries);
        this.window = positive("throttle.minutes", window);
        this.parallelHashing = positive("hashing.parallel", parallelHashing);
        this.administratorEmail = administratorEmail;
    }

    private static Duration positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + " must be at least 1.");
        }
        return value;
    }

    private static int positive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1.");
        }
        return value;
    }

    Duration idle() {
        return idle;
    }

    Duration absolute() {
        return absolute;
    }

    int accountTries() {
        return accountTries;
    }

    int addressTries() {
        return addressTries;
    }

    Duration window() {
        return window;
    }

    int parallelHashing() {
        return parallelHashing;
    }

    /** The key, else the environment variable, else admin@localhost. */
    String administratorEmail() {
        return Optional.of(administratorEmail)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(System.getenv(ADMINISTRATOR_VARIABLE)))
                .filter(text -> !text.isBlank())
                .orElse("admin@localhost");
    }
}
