import { dictionary } from '../language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** What every application says, in the language of the page. */
export const messages = dictionary(fr, en);
