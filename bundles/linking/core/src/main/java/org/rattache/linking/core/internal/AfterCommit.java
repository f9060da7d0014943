package org.rattache.linking.core.internal;

/** Does something once the transaction of the calling thread has committed, and never otherwise. */
interface AfterCommit {

    void run(Runnable work);
}
