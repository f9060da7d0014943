package org.rattache.notification.core.internal;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What etc/org.rattache.notification.cfg says. */
@Component(service = Settings.class, configurationPid = "org.rattache.notification")
public final class Settings {

    /** The keys of the file. */
    @interface Config {
        /** Where people reach Rattache: the begin of every link in a mail. */
        String publicUrl() default "http://127.0.0.1:8181";

        /** Documents that follow each other within so many seconds stand in one mail. */
        int quietSeconds() default 30;

        /** How long an invitation can be used. */
        int invitationDays() default 7;

        /** How long the log keeps what is done. */
        int keepDays() default 90;

        /** When the mails go out that tell of the news of a day or a week: hours and minutes. */
        String newsTime() default "07:00";

        /** The time zone of {@link #newsTime()}. */
        String newsZone() default "Europe/Paris";
    }

    private final String publicUrl;
    private final Duration quiet;
    private final Duration invitation;
    private final Duration kept;
    private final NewsTimes newsTimes;

    @Activate
    public Settings(Config config) {
        this(
                config.publicUrl(),
                Duration.ofSeconds(Math.max(0, config.quietSeconds())),
                Duration.ofDays(Math.max(1, config.invitationDays())),
                Duration.ofDays(Math.max(1, config.keepDays())),
                new NewsTimes(LocalTime.parse(config.newsTime()), ZoneId.of(config.newsZone())));
    }

    Settings(
            String publicUrl,
            Duration quiet,
            Duration invitation,
            Duration kept,
            NewsTimes newsTimes) {
        this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
        this.quiet = quiet;
        this.invitation = invitation;
        this.kept = kept;
        this.newsTimes = newsTimes;
    }

    /** An absolute address in Rattache. */
    String url(String path) {
        return publicUrl + path;
    }

    Duration quiet() {
        return quiet;
    }

    Duration invitation() {
        return invitation;
    }

    Duration kept() {
        return kept;
    }

    NewsTimes newsTimes() {
        return newsTimes;
    }
}
