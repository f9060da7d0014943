package org.rattache.linking.core.internal;

import org.osgi.service.component.annotations.Component;
import org.rattache.linking.spi.LinkDecision;
import org.rattache.linking.spi.LinkTrigger;
import org.rattache.linking.spi.LinkTriggerRequest;
import org.rattache.linking.spi.LinkTriggerRequest.Occasion;

/**
 * The rule of the product: an e-mail that is changed to that of another file proposes a link
 * [PRODUCT G1]; a file that is added proposes nothing [PRODUCT G2].
 */
@Component(property = "service.ranking:Integer=-1000")
public final class DefaultLinkTrigger implements LinkTrigger {

    @Override
    public LinkDecision decide(LinkTriggerRequest request) {
        if (request.occasion() != Occasion.EMAIL_CHANGED) {
            return LinkDecision.nothing();
        }
        return request.file()
                .email()
                .flatMap(
                        email ->
                                request.candidates().withEmail(email, 2).stream()
                                        .filter(other -> !other.id().equals(request.file().id()))
                                        .findFirst())
                .map(other -> LinkDecision.propose(other.id()))
                .orElseGet(LinkDecision::nothing);
    }
}
