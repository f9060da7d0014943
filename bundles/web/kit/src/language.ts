/** The language of the page: French first, English complete. */
export type Language = 'fr' | 'en';

const STORED = 'rattache-language';

let current: Language = fromBrowser();
document.documentElement.lang = current;

/** The language that everything is shown in now. */
export function language(): Language {
  return current;
}

/** Takes the language of the user's account, unless another one was chosen on this device. */
export function languageOfUser(wanted: string | undefined): void {
  if (!localStorage.getItem(STORED) && (wanted === 'fr' || wanted === 'en')) {
    use(wanted);
  }
}

/** Chooses a language on this device. The address holds the state of the page, so it is simply shown anew. */
export function chooseLanguage(wanted: Language): void {
  localStorage.setItem(STORED, wanted);
  location.reload();
}

/**
 * The messages of an application. English has to have exactly the keys of French: a missing one does not compile.
 *
 * @returns a function that gives the messages of the current language
 */
export function dictionary<Messages>(fr: Messages, en: Messages): () => Messages {
  return () => (current === 'fr' ? fr : en);
}

function use(wanted: Language): void {
  current = wanted;
  document.documentElement.lang = wanted;
}

function fromBrowser(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'fr' || stored === 'en') {
    return stored;
  }
  const first = navigator.languages.find((tag) => /^(fr|en)\b/i.test(tag)) ?? 'fr';
  return first.toLowerCase().startsWith('en') ? 'en' : 'fr';
}
