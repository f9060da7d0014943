package org.rattache.linking.core.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.rattache.linking.api.Link;
import org.rattache.linking.api.Scan;
import org.rattache.platform.api.Actor;
import org.rattache.platform.persistence.InstantConverter;

/** A scan, running or ended. */
@Entity
@Table(name = "lnk_scan")
@IdClass(FirmKey.class)
public class ScanEntity {

    /** What stands in {@code running} of the one scan of a firm that runs. */
    public static final String NOW = "NOW";

    @Id
    @Column(name = "firm_id")
    private String firmId;

    @Id private String id;

    @Enumerated(EnumType.STRING)
    private Scan.State state;

    private String running;

    @Column(name = "strategy_id")
    private String strategyId;

    @Column(name = "strategy_bundle")
    private String strategyBundle;

    @Column(name = "strategy_version")
    private String strategyVersion;

    @Column(name = "files_done")
    private long filesDone;

    @Column(name = "files_total")
    private long filesTotal;

    private long proposed;

    private long skipped;

    private long unanswered;

    private String detail;

    @Enumerated(EnumType.STRING)
    @Column(name = "actor_kind")
    private Actor.Kind actorKind;

    @Column(name = "actor_id")
    private String actorId;

    @Convert(converter = InstantConverter.class)
    @Column(name = "started_at")
    private Instant startedAt;

    /** When it was last seen alive. */
    @Convert(converter = InstantConverter.class)
    @Column(name = "beat_at")
    private Instant beatAt;

    @Convert(converter = InstantConverter.class)
    @Column(name = "ended_at")
    private Instant endedAt;

    @Version private long version;

    protected ScanEntity() {}

    public ScanEntity(String firmId, String id, Actor actor, Instant now) {
        this.firmId = firmId;
        this.id = id;
        this.state = Scan.State.RUNNING;
        this.running = NOW;
        this.actorKind = actor.kind();
        this.actorId = actor.id();
        this.startedAt = now;
        this.beatAt = now;
    }

    /** How far it is. */
    public void goesOn(
            Optional<Link.SuggestedBy> by,
            long done,
            long total,
            long found,
            long dropped,
            long silent,
            Instant now) {
        strategyId = by.map(Link.SuggestedBy::id).orElse(null);
        strategyBundle = by.flatMap(Link.SuggestedBy::bundle).orElse(null);
        strategyVersion = by.flatMap(Link.SuggestedBy::version).orElse(null);
        filesDone = done;
        filesTotal = total;
        proposed = found;
        skipped = dropped;
        unanswered = silent;
        beatAt = now;
    }

    public void end(Scan.State how, Optional<String> why, Instant now) {
        state = how;
        running = id;
        detail = why.orElse(null);
        endedAt = now;
    }

    public boolean isRunning() {
        return NOW.equals(running);
    }

    public String getId() {
        return id;
    }

    public Instant getBeatAt() {
        return beatAt;
    }

    public Scan toScan() {
        return new Scan(
                firmId,
                id,
                state,
                Optional.ofNullable(strategyId)
                        .map(
                                strategy ->
                                        new Link.SuggestedBy(
                                                strategy,
                                                Optional.ofNullable(strategyBundle),
                                                Optional.ofNullable(strategyVersion))),
                filesDone,
                filesTotal,
                proposed,
                skipped,
                unanswered,
                Optional.ofNullable(detail),
                new Actor(actorKind, actorId),
                startedAt,
                Optional.ofNullable(endedAt));
    }
}
