// The tab of a client file, where a company is opened, and the panel of the link window, where it is suggested: other files
// whose name has the same first word.
import { Drawn, element, files } from './domains.js';

export const apiVersion = 1;

const TEXT = {
  fr: { with: (word) => `Autres fiches avec « ${word} » dans leur nom`, none: 'Aucune autre fiche de ce nom.', open: 'Ouvrir', add: 'Proposer' },
  en: { with: (word) => `Other files with “${word}” in their name`, none: 'No other file has this name.', open: 'Open', add: 'Suggest' },
};

export default class SameWord extends Drawn {
  async draw(context) {
    const { client, selection, locale, settings } = context;
    const text = TEXT[locale];
    const word = client.name.split(/\s+/)[0];
    const others = (await files({ q: word }, context)).filter((file) => file.id !== client.id).slice(0, settings.most);
    if (!others.length) {
      return [element('p', text.none, { className: 'quiet' })];
    }
    // There is a selection in the link window only.
    const label = selection ? text.add : text.open;
    const list = element('ul');
    for (const file of others) {
      const row = element('li');
      const button = element('button', label, { ariaLabel: `${label} ${file.name}` });
      button.addEventListener('click', () =>
        selection
          ? this.say('rattache-suggest', { clientFiles: [file.id] })
          : this.say('rattache-select', { clientFile: file.id }),
      );
      row.append(element('bdi', file.name), button);
      list.append(row);
    }
    return [element('p', text.with(word), { className: 'quiet' }), list];
  }
}
