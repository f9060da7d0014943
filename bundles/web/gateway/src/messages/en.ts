/** The texts of the gateway, in English. */
import type { fr } from './fr.ts';

export const en: typeof fr = {
  product: 'Gateway',
  navigation: {
    dashboard: 'Dashboard',
  },
  dashboard: {
    title: 'Dashboard',
    lead: 'What waits for you.',
  },
};
