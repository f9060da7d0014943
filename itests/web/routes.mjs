// Every page there is, once: what the checks of accessibility visit and the pictures show.
// name → address below the application's root, which the application itself chooses (a firm, a space).

/** @param client the id of a client file with documents */
export const gatewayPages = (client) => ({
  dashboard: '',
  clients: 'clients',
  'clients-none-found': 'clients?q=introuvable',
  'client-new': 'clients/new',
  client: `clients/${client}`,
  'client-documents': `clients/${client}?tab=documents`,
  'client-sections': `clients/${client}?tab=sections`,
  'client-history': `clients/${client}?tab=history`,
  'client-link-window': `clients/${client}?link=${client}`,
  'to-link': 'to-link',
  links: 'links',
  documents: 'documents',
  sections: 'sections',
  trail: 'trail',
  mails: 'mails',
  modules: 'modules',
  access: 'access',
  firm: 'firm',
  account: 'account',
  'not-found': 'nowhere',
});

/**
 * @param account the id of an account of the space
 * @param document the id of a document in it
 */
export const platformPages = (account, document) => ({
  home: '',
  news: '?tab=news',
  requests: 'requests',
  partners: 'partners',
  documents: `documents?account=${account}`,
  'documents-none-found': `documents?account=${account}&q=introuvable`,
  document: `documents?account=${account}&doc=${document}`,
  trail: 'trail',
  preferences: 'preferences',
  'not-found': 'nowhere',
});

/** The pages without JavaScript, for somebody who is not logged in. */
export const openPages = {
  'log-in': '/login',
  'password-reset': '/platform/password-reset',
  'password-reset-link': '/platform/password-reset/inconnu',
  'password-reset-gateway': '/gateway/password-reset',
  activation: '/platform/activation/inconnu',
  'activation-gateway': '/gateway/activation/inconnu',
  'address-change': '/platform/address-change/inconnu',
  'not-my-address': '/platform/not-my-address/inconnu',
  'not-me': '/platform/not-me/inconnu',
};

/** The pages without JavaScript for somebody who is logged in. */
export const personalPages = {
  'log-out': '/logout',
  'password-change': '/login/password',
};
