/** What is filtered, sorted and open stands in the address: Back restores it, and it can be sent to a colleague. */

export function query(name: string): string {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/**
 * Changes parts of the query.
 *
 * @param changes name to value; an empty one takes the name out
 * @param how 'replace' for what is typed, 'push' for a step that Back shall undo
 */
export function setQuery(changes: Record<string, string>, how: 'replace' | 'push' = 'replace'): void {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      parameters.set(name, value);
    } else {
      parameters.delete(name);
    }
  }
  const search = parameters.toString();
  const address = location.pathname + (search ? `?${search}` : '') + location.hash;
  if (address !== location.pathname + location.search + location.hash) {
    history[how === 'push' ? 'pushState' : 'replaceState'](history.state, '', address);
  }
}

/** Waits with a call until nothing has come for a moment. */
export function debounced(pause: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, pause);
  };
}
