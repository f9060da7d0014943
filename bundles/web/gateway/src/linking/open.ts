/** The link window is loaded when it is first opened: most pages never need it. */
import { setQuery } from '@rattache/kit';

/** Opens the window for a client file. The address names it, so that it survives a reload. */
export async function openLinkWindow(clientFile: string): Promise<void> {
  setQuery({ link: clientFile });
  const { showLinkWindow } = await import('./window.ts');
  await showLinkWindow(clientFile);
  setQuery({ link: '' });
}
