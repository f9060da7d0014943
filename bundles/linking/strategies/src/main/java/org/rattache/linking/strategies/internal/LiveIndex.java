package org.rattache.linking.strategies.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.FileFeed;

/**
 * The index of one firm: built in the background, then kept current from the firm's feed.
 * Thread-safe; many look at once, one changes it.
 */
final class LiveIndex {

    /** How an index can be used. */
    enum State {
        /** Not yet: the files are being read. */
        BUILDING,
        READY,
        /** Never: the firm has more files than there is memory for. */
        TOO_LARGE
    }

    private static final System.Logger LOG = System.getLogger(LiveIndex.class.getName());

    /** Other nodes do not move the feed's counter, so the feed is read this often anyway. */
    private static final long READ_AGAIN = TimeUnit.SECONDS.toNanos(1);

    /** After a failure to read, this long nothing is tried. */
    private static final long TRY_AGAIN = TimeUnit.SECONDS.toNanos(5);

    /** What a request itself catches up with; more is left to the background. */
    private static final int PAGES_IN_A_REQUEST = 2;

    private static final int PAGE_IN_A_REQUEST = 500;

    /**
     * So long a request waits for the first page. What the database would be asked instead takes
     * longer on a server that has just started, and sees less.
     */
    private static final long FIRST_PAGE_MILLIS = 200;

    /** With more dead files than living ones in four, the index is built anew. */
    private static final int DEAD_SHARE = 4;

    private volatile FileFeed feed;
    private final Executor background;
    private final Supplier<FileKeys> newKeys;
    private final long mostBytes;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean working = new AtomicBoolean();
    private final CountDownLatch firstPage = new CountDownLatch(1);
    private final FileKeys keys;

    // Guarded by lock.
    private FirmIndex index = new FirmIndex();

    // Written by who holds "reading".
    private String point = FileFeed.BEGINNING;
    private volatile long changesSeen = Long.MIN_VALUE;
    private volatile long lastRead;
    private volatile long remaining;
    private volatile State state = State.BUILDING;
    private volatile long bytes;
    private volatile double share;
    private volatile long notBefore = System.nanoTime();

    LiveIndex(FileFeed feed, Executor background, Supplier<FileKeys> newKeys, long mostBytes) {
        this.feed = feed;
        this.background = background;
        this.newKeys = newKeys;
        this.mostBytes = mostBytes;
        keys = newKeys.get();
    }

    /**
     * Goes on with this feed of the same firm, where the one of before has stopped: that one ends
     * with the host that gave it, and the host may be replaced.
     */
    void readOnFrom(FileFeed next) {
        feed = next;
    }

    State state() {
        return state;
    }

    /** How much of the files is read, 0 to 1. */
    double share() {
        return share;
    }

    /** How many files wait to be read; 0 when the index is current as far as is known. */
    long remaining() {
        return remaining;
    }

    /** About how many bytes the index takes. */
    long bytes() {
        return bytes;
    }

    /**
     * Makes what has changed until now be found by the next look; when that is much, the background
     * goes on with it. To be called before every look.
     */
    void catchUp() {
        if (state == State.TOO_LARGE) {
            return;
        }
        if (state == State.BUILDING) {
            work();
            awaitFirstPage();
            if (state != State.READY) {
                return;
            }
        }
        if (feed.changes() != changesSeen) {
            reading.lock();
            try {
                boolean more = feed.changes() != changesSeen;
                for (int page = 0; more && page < PAGES_IN_A_REQUEST; page++) {
                    more = readPage(PAGE_IN_A_REQUEST);
                }
                if (more) {
                    work();
                }
            } finally {
                reading.unlock();
            }
        } else if (System.nanoTime() - lastRead > READ_AGAIN) {
            work();
        }
    }

    /** Most firms have no more files than a page, and are asked about before it has been read. */
    private void awaitFirstPage() {
        try {
            firstPage.await(FIRST_PAGE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at the index as it is; nothing changes meanwhile. */
    void look(Consumer<FirmIndex> look) {
        Lock read = lock.readLock();
        read.lock();
        try {
            look.accept(index);
        } finally {
            read.unlock();
        }
    }

    /** Reads what there is to read in the background, unless that is going on. */
    private void work() {
        if (System.nanoTime() - notBefore < 0 || !working.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(this::readAll);
        } catch (RejectedExecutionException e) {
            // The strategy is going.
            working.set(false);
        }
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                reading.lock();
                try {
                    more = readPage(FileFeed.MAX_ROWS);
                } finally {
                    reading.unlock();
                }
            }
            if (!more && state == State.READY) {
                rebuildWhenWorn();
            }
        } catch (IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The feed of firm "
                            + feed.firm()
                            + " has ended; the next request brings another");
        } catch (RuntimeException e) {
            notBefore = System.nanoTime() + TRY_AGAIN;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The files of firm " + feed.firm() + " could not be read",
                    e);
        } finally {
            working.set(false);
            firstPage.countDown();
        }
    }

    /** Reads the next page; answers whether there are more. */
    private boolean readPage(int limit) {
        long changes = feed.changes();
        FileFeed.Page page = feed.after(point, limit);
        boolean fits;
        lock.writeLock().lock();
        try {
            fits = apply(index, page, keys);
        } finally {
            lock.writeLock().unlock();
        }
        point = page.point();
        remaining = page.remaining();
        lastRead = System.nanoTime();
        bytes = index.bytes();
        if (!fits || bytes > mostBytes) {
            giveUp();
            return false;
        }
        if (page.remaining() > 0) {
            share = (double) index.files() / (index.files() + page.remaining());
            firstPage.countDown();
            return true;
        }
        changesSeen = changes;
        share = 1;
        state = State.READY;
        return false;
    }

    private static boolean apply(FirmIndex target, FileFeed.Page page, FileKeys keys) {
        page.gone().forEach(target::remove);
        boolean fits = true;
        for (Candidate file : page.files()) {
            keys.read(file);
            fits &= target.put(file.id(), keys);
        }
        return fits;
    }

    private void giveUp() {
        state = State.TOO_LARGE;
        lock.writeLock().lock();
        try {
            index = new FirmIndex();
        } finally {
            lock.writeLock().unlock();
        }
        bytes = 0;
        LOG.log(
                System.Logger.Level.WARNING,
                "Firm " + feed.firm() + " has more files than the index may hold");
    }

    /** Every change leaves a dead file behind. The old index answers until the new one is there. */
    private void rebuildWhenWorn() {
        if (index.deadFiles() * (long) DEAD_SHARE < index.files() + 4_096L) {
            return;
        }
        FirmIndex fresh = new FirmIndex();
        FileKeys own = newKeys.get();
        String at = FileFeed.BEGINNING;
        FileFeed.Page page;
        do {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            page = feed.after(at, FileFeed.MAX_ROWS);
            apply(fresh, page, own);
            at = page.point();
        } while (page.remaining() > 0);
        reading.lock();
        try {
            lock.writeLock().lock();
            try {
                index = fresh;
            } finally {
                lock.writeLock().unlock();
            }
            point = at;
            // What has changed since is read by the next request.
            changesSeen = Long.MIN_VALUE;
        } finally {
            reading.unlock();
        }
    }
}
