package org.rattache.linking.strategies.internal;

import java.util.Arrays;

/**
 * The files of one firm by their keys, in plain arrays: a key leads to one int, which is a file or
 * where a list of files stands. A changed file gets a new number, and its old one dies: lists skip
 * the dead. Not thread-safe; {@link LiveIndex} locks it.
 */
final class FirmIndex {

    /** More numbers than this do not fit into what a list keeps of a file. */
    static final int MAX_FILES = 1 << 22;

    /** What {@link #find} answers for a key that no file has. */
    static final int MISSING = KeyTable.MISSING;

    private static final int FLAG_BITS = 9;
    private static final int HEADER = 2;
    private static final int CLASSES = 10;

    private final KeyTable table = new KeyTable();
    private final Ids ids = new Ids();
    private int[] lists = new int[1024];
    private int listsEnd;
    private final int[] free = new int[CLASSES + 1];
    private int[] sirens = new int[64];
    private int[] domains = new int[64];
    private int[] brands = new int[64];
    private int[] phones = new int[64];
    private int[] addresses = new int[64];
    private int[] streets = new int[64];
    private byte[] traits = new byte[64];
    private long[] dead = new long[1];
    private int live;

    FirmIndex() {
        Arrays.fill(free, -1);
    }

    /**
     * The most files that a list holds. A key of more files is hot: an accountant's address, a
     * domiciliation, a frequent surname. It is counted, but leads to no file.
     */
    static int mostFiles(FileKeys.Type type) {
        return switch (type) {
            case SIREN -> 250;
            case EMAIL, DOMAIN, NAME -> 120;
            case PHONE, ADDRESS -> 60;
        };
    }

    /** How many files are there. */
    int files() {
        return live;
    }

    /** How many numbers are taken by files that have changed or gone. */
    int deadFiles() {
        return ids.size() - live;
    }

    /** About how many bytes this takes. */
    long bytes() {
        return table.bytes()
                + ids.bytes()
                + (long) Integer.BYTES * (lists.length + 6L * sirens.length)
                + traits.length
                + (long) Long.BYTES * dead.length;
    }

    /**
     * Adds a file, or replaces it.
     *
     * @return false when there is no place for it
     */
    boolean put(String id, FileKeys keys) {
        if (ids.size() == MAX_FILES) {
            remove(id);
            return false;
        }
        int file = ids.size();
        int previous = ids.add(id);
        if (previous != Ids.MISSING) {
            kill(previous);
        }
        if (file == sirens.length) {
            int size = file + (file >>> 1);
            sirens = Arrays.copyOf(sirens, size);
            domains = Arrays.copyOf(domains, size);
            brands = Arrays.copyOf(brands, size);
            phones = Arrays.copyOf(phones, size);
            addresses = Arrays.copyOf(addresses, size);
            streets = Arrays.copyOf(streets, size);
            traits = Arrays.copyOf(traits, size);
            dead = Arrays.copyOf(dead, size / Long.SIZE + 1);
        }
        sirens[file] = keys.siren();
        domains[file] = keys.domain();
        brands[file] = keys.brand();
        phones[file] = keys.phone();
        addresses[file] = keys.address();
        streets[file] = keys.street();
        traits[file] = (byte) keys.traits();
        live++;
        if (keys.surname() != 0) {
            table.put(surnameKey(keys.surname()), file << FLAG_BITS);
        }
        for (int key = 0; key < keys.size(); key++) {
            add(keys.hash(key), keys.type(key), (file << FLAG_BITS) | keys.flags(key));
        }
        return true;
    }

    void remove(String id) {
        int file = ids.numberOf(id);
        if (file != Ids.MISSING) {
            kill(file);
        }
    }

    private void kill(int file) {
        if (!isDead(file)) {
            dead[file >>> 6] |= 1L << file;
            live--;
        }
    }

    // --- reading
    // ----------------------------------------------------------------------------------

    /** The number of a file; {@link Ids#MISSING} when it is not there. */
    int numberOf(String id) {
        int file = ids.numberOf(id);
        return file == Ids.MISSING || isDead(file) ? Ids.MISSING : file;
    }

    String id(int file) {
        return ids.id(file);
    }

    int siren(int file) {
        return sirens[file];
    }

    int domain(int file) {
        return domains[file];
    }

    int brand(int file) {
        return brands[file];
    }

    int phone(int file) {
        return phones[file];
    }

    int address(int file) {
        return addresses[file];
    }

    int traits(int file) {
        return traits[file];
    }

    /** Whether the word of a name key is somebody's surname in an e-mail of the firm. */
    boolean isSurname(long hash) {
        int entry = table.get(surnameKey(hash));
        return entry != MISSING && !isDead(fileOf(entry));
    }

    private static long surnameKey(long hash) {
        return Long.rotateLeft(hash, 29) | 1;
    }

    int street(int file) {
        return streets[file];
    }

    /**
     * Where the files of a key are: for the methods below. {@link #MISSING} when no file has it.
     */
    int find(long hash) {
        return table.get(hash);
    }

    /** How many entries a place has, those of dead files among them. */
    int entries(int place) {
        return place >= 0 ? 1 : lists[~place];
    }

    /** Whether a key was in too many files to know them. */
    boolean isHot(int place) {
        return place < 0 && lists[~place + 1] == 0;
    }

    /** An entry of a place that is not hot. */
    int entry(int place, int index) {
        return place >= 0 ? place : lists[~place + HEADER + index];
    }

    static int fileOf(int entry) {
        return entry >>> FLAG_BITS;
    }

    static int flagsOf(int entry) {
        return entry & ((1 << FLAG_BITS) - 1);
    }

    boolean isDead(int file) {
        return (dead[file >>> 6] & (1L << file)) != 0;
    }

    // --- lists
    // ------------------------------------------------------------------------------------

    private void add(long hash, FileKeys.Type type, int entry) {
        int place = table.putIfMissing(hash, entry);
        if (place == MISSING) {
            return;
        }
        if (place >= 0) {
            if (isDead(fileOf(place))) {
                table.put(hash, entry);
                return;
            }
            int list = allocate(1);
            lists[list] = 2;
            lists[list + HEADER] = place;
            lists[list + HEADER + 1] = entry;
            table.put(hash, ~list);
            return;
        }
        int list = ~place;
        int capacity = lists[list + 1];
        if (capacity == 0) {
            lists[list]++;
            return;
        }
        if (lists[list] == capacity || lists[list] >= mostFiles(type)) {
            dropDead(list);
            if (lists[list] >= mostFiles(type)) {
                becomeHot(hash, list);
                return;
            }
            if (lists[list] == capacity) {
                list = enlarge(hash, list);
            }
        }
        lists[list + HEADER + lists[list]++] = entry;
    }

    private void dropDead(int list) {
        int kept = 0;
        for (int i = 0; i < lists[list]; i++) {
            int entry = lists[list + HEADER + i];
            if (!isDead(fileOf(entry))) {
                lists[list + HEADER + kept++] = entry;
            }
        }
        lists[list] = kept;
    }

    private void becomeHot(long hash, int list) {
        int hot = allocate(1);
        lists[hot] = lists[list] + 1;
        lists[hot + 1] = 0;
        table.put(hash, ~hot);
        release(list);
    }

    private int enlarge(long hash, int list) {
        int sizeClass = Integer.numberOfTrailingZeros(lists[list + 1]);
        int larger = allocate(sizeClass + 1);
        lists[larger] = lists[list];
        System.arraycopy(lists, list + HEADER, lists, larger + HEADER, lists[list]);
        table.put(hash, ~larger);
        release(list);
        return larger;
    }

    /** A list with room for 2 to the power of the size class. */
    private int allocate(int sizeClass) {
        int list = free[sizeClass];
        if (list >= 0) {
            free[sizeClass] = lists[list];
        } else {
            list = listsEnd;
            listsEnd += HEADER + (1 << sizeClass);
            if (listsEnd > lists.length) {
                lists =
                        Arrays.copyOf(
                                lists, Math.max(listsEnd, lists.length + (lists.length >>> 2)));
            }
        }
        lists[list] = 0;
        lists[list + 1] = 1 << sizeClass;
        return list;
    }

    private void release(int list) {
        int sizeClass = Integer.numberOfTrailingZeros(lists[list + 1]);
        lists[list] = free[sizeClass];
        free[sizeClass] = list;
    }
}
