import { dictionary } from '@rattache/kit';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** The texts of this application, in the language of the page. */
export const messages = dictionary(fr, en);
