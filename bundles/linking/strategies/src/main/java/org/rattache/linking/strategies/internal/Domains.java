package org.rattache.linking.strategies.internal;

/** Which part of a domain its owner has registered, and whether the owner is a mail provider. */
final class Domains {

    private static final int RULE = 1;
    private static final int WILDCARD = 2;
    private static final int EXCEPTION = 3;

    private final LongToByteMap rules = new LongToByteMap();
    private final LongToByteMap freeMail = new LongToByteMap();

    Domains() {
        Resources.lines("public-suffixes.txt")
                .forEach(
                        rule -> {
                            if (rule.startsWith("*.")) {
                                rules.put(Hash.of(rule.substring(2)), WILDCARD);
                            } else if (rule.startsWith("!")) {
                                rules.put(Hash.of(rule.substring(1)), EXCEPTION);
                            } else {
                                rules.put(Hash.of(rule), RULE);
                            }
                        });
        Resources.lines("free-mail.txt").forEach(domain -> freeMail.put(Hash.of(domain), 1));
    }

    /**
     * Where the registered domain begins in a text that ends with a domain.
     *
     * @param text lower case, in ASCII
     * @param from where the domain begins
     * @return −1 when nothing of it can be registered: a suffix alone, or no domain
     */
    int registered(CharSequence text, int from) {
        int end = text.length();
        int label = text.length();
        int labelEnd = text.length();
        int suffix = -1;
        int beforeSuffix = -1;
        int labels = 0;
        for (int i = end - 1; i >= from - 1; i--) {
            if (i >= from && text.charAt(i) != '.') {
                continue;
            }
            if (i + 1 == labelEnd) {
                return -1;
            }
            labelEnd = i;
            labels++;
            if (labels == 1) {
                suffix = i + 1;
            } else {
                int rule = rules.get(Hash.of(0, text, i + 1, end), 0);
                int parent = rules.get(Hash.of(0, text, label, end), 0);
                if (rule == EXCEPTION) {
                    return i + 1;
                }
                if (rule == RULE || rule == WILDCARD || parent == WILDCARD) {
                    suffix = i + 1;
                    beforeSuffix = -1;
                } else if (beforeSuffix < 0) {
                    beforeSuffix = i + 1;
                }
            }
            label = i + 1;
            if (labels > 5) {
                break;
            }
        }
        return suffix <= from ? -1 : beforeSuffix;
    }

    /** Whether addresses under this registered domain belong to anybody. */
    boolean isFreeMail(CharSequence text, int from) {
        return freeMail.get(Hash.of(0, text, from, text.length()), 0) != 0;
    }
}
