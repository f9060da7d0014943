/** Loads the modules of panels and gives their elements names. */
import type { PanelContext, PanelItem } from './contract.ts';

/** What the default export of a module makes. */
export type PanelElement = HTMLElement & { context: PanelContext };
type PanelClass = new () => PanelElement;

const classes = new Map<string, Promise<PanelClass>>();

/**
 * The class of a panel's element. The host names the element, never the plug-in: a name can be defined once for the life of a
 * page, and an upgraded module has another address and so another name.
 */
export function panelClass(panel: PanelItem): Promise<PanelClass> {
  const known = classes.get(panel.module);
  if (known) {
    return known;
  }
  const loaded = load(panel);
  classes.set(panel.module, loaded);
  // The next page tries again.
  loaded.catch(() => classes.delete(panel.module));
  return loaded;
}

async function load(panel: PanelItem): Promise<PanelClass> {
  const module = (await import(/* @vite-ignore */ panel.module)) as { apiVersion?: unknown; default?: unknown };
  if (module.apiVersion !== 1) {
    throw new Error('The module must export apiVersion = 1.');
  }
  const given = module.default;
  if (typeof given !== 'function' || !(given.prototype instanceof HTMLElement)) {
    throw new Error('The default export of the module must be a class that extends HTMLElement.');
  }
  // A class of our own: the plug-in's may stand under a name of its own already.
  const named = class extends (given as PanelClass) {};
  customElements.define(elementName(panel), named);
  return named;
}

/** rattache-x-card-1x2y3z: the panel, and a digest of the address of its module. */
export function elementName(panel: PanelItem): string {
  let hash = 0x811c9dc5;
  for (const character of panel.module) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  const id = panel.id.slice(panel.id.indexOf('/') + 1);
  return `rattache-x-${id}-${(hash >>> 0).toString(36)}`;
}

/** Where every script of a panel's plug-in begins: the server's folder of its build, or the module itself. */
export function folderOf(panel: PanelItem): string {
  const module = new URL(panel.module, location.origin).href;
  return /^.*\/ext\/[^/]+\/[^/]+\//.exec(module)?.[0] ?? module;
}
