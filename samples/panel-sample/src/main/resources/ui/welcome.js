// A tab of the platform's home page.
import { Drawn, element } from './domains.js';

export const apiVersion = 1;

const TEXT = {
  fr: 'Avant d’accepter un rattachement, vérifiez que la société appartient bien à votre groupe.',
  en: 'Before you accept a link, make sure that the company belongs to your group.',
};

export default class Welcome extends Drawn {
  draw({ locale }) {
    return [element('p', TEXT[locale])];
  }
}
