// The dashboard: the domains that most client files share.
import { domainOf, Drawn, element, files } from './domains.js';

export const apiVersion = 1;

const TEXT = {
  fr: { lead: 'Domaines que plusieurs fiches récentes partagent.', none: 'Aucun domaine partagé.', open: 'Ouvrir' },
  en: { lead: 'Domains that several recent files share.', none: 'No shared domain.', open: 'Open' },
};

export default class DomainCard extends Drawn {
  async draw(context) {
    const text = TEXT[context.locale];
    const byDomain = new Map();
    for (const file of await files({ sort: 'newest' }, context)) {
      const domain = domainOf(file.email, context.settings);
      byDomain.set(domain, [...(byDomain.get(domain) ?? []), file]);
    }
    byDomain.delete('');
    const shared = [...byDomain].filter(([, found]) => found.length > 1).sort((a, b) => b[1].length - a[1].length);
    const list = element('ul');
    for (const [domain, found] of shared.slice(0, context.settings.most)) {
      const row = element('li');
      const open = element('button', text.open, { ariaLabel: `${text.open} ${found[0].name}` });
      open.addEventListener('click', () => this.say('rattache-select', { clientFile: found[0].id }));
      row.append(element('span', `${domain} (${context.host.formatNumber(found.length)})`), open);
      list.append(row);
    }
    return [element('p', shared.length ? text.lead : text.none, { className: 'quiet' }), list];
  }
}
