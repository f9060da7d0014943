/** What pages use of the kit. */
export * from './api/index.ts';
export * from './dialog.ts';
export * from './element.ts';
export * from './format.ts';
export * from './grid/keyset.ts';
export * from './icons.ts';
export * from './isolated.ts';
export { chooseLanguage, dictionary, language, type Language } from './language.ts';
export { messages as kitMessages } from './messages/index.ts';
export * from './loader.ts';
export * from './paged.ts';
export * from './query.ts';
export * from './router.ts';
export * from './session.ts';
export * from './shell.ts';
export { chooseTheme, shownTheme, theme, type Theme } from './theme.ts';
export * from './toast.ts';
export * from './views.ts';
