/** Light, dark, or as the system is. */
export type Theme = 'system' | 'light' | 'dark';

const STORED = 'rattache-theme';

export function theme(): Theme {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function chooseTheme(wanted: Theme): void {
  if (wanted === 'system') {
    localStorage.removeItem(STORED);
  } else {
    localStorage.setItem(STORED, wanted);
  }
  applyTheme();
}

/** What is on the screen now, for those who draw by themselves. */
export function shownTheme(): 'light' | 'dark' {
  const chosen = theme();
  if (chosen !== 'system') {
    return chosen;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function applyTheme(): void {
  const chosen = theme();
  document.documentElement.style.colorScheme = chosen === 'system' ? 'light dark' : chosen;
}
