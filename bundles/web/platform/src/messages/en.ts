/** The texts of the platform, in English. */
import type { fr } from './fr.ts';

export const en: typeof fr = {
  product: 'Legal space',
  home: 'Home',
  noSpace: 'No legal space',
  noSpaceText: 'This account holds no legal space. A firm invites you to create yours.',
};
