// Beside a suggested company: says so when its domain is that of the file.
import { domainOf, Drawn, element, fileOf } from './domains.js';

export const apiVersion = 1;

export default class DomainBadge extends Drawn {
  async draw(context) {
    const [one, other] = await Promise.all([fileOf(context.client.id, context), fileOf(context.candidate.id, context)]);
    const domain = domainOf(one.email, context.settings);
    return domain && domain === domainOf(other.email, context.settings) ? [element('span', `@${domain}`, { className: 'quiet' })] : [];
  }
}
