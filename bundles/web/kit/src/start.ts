/** How an application starts: look, session, frame, then the page of the address. */
import './theme.css';
import { loadSession, type Session } from './session.ts';
import { problemCard } from './views.ts';
import { applyTheme } from './theme.ts';
import { render } from 'lit';

applyTheme();

/**
 * Starts an application. Without a session the browser is on its way to the log-in, and nothing is shown.
 *
 * @param show builds the frame for the session; it is put into the page in place of what was painted first
 */
export async function start(show: (session: Session) => HTMLElement): Promise<void> {
  const place = document.createElement('div');
  try {
    const session = await loadSession();
    document.getElementById('first-paint')?.replaceWith(show(session));
  } catch (failure) {
    document.getElementById('first-paint')?.replaceWith(place);
    place.className = 'start-problem';
    render(problemCard(failure, () => location.reload()), place);
  }
}
