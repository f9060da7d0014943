package org.rattache.linking.core.internal;

import org.rattache.linking.api.LinkState;
import org.rattache.partner.api.LinkRequests;

/** The platform's states in the words of linking. */
final class LinkStates {

    private LinkStates() {}

    static LinkState of(LinkRequests.Status status) {
        return switch (status.state()) {
            case PENDING -> LinkState.PENDING;
            case ACCEPTED -> LinkState.ACCEPTED;
            case GROUP_ACCEPTED -> LinkState.GROUP_ACCEPTED;
            case REFUSED -> LinkState.REFUSED;
            case VOID -> LinkState.VOID;
            case FROZEN -> LinkState.FROZEN;
            case CLOSED -> LinkState.CLOSED;
            case LEFT -> LinkState.LEFT;
        };
    }
}
