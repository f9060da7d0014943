// What no picture of a page shows: windows by axe, the ring around what has the focus, what is read out, and stillness for whom
// moving things make ill (every check runs as such a person: see browser.mjs).
import assert from 'node:assert/strict';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';
import { call, firmOf, link, spaceOf } from './rest.mjs';

const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };

/** A client file of its own. */
async function clientFile(operator, name) {
  const path = `/api/clientfile/v1/firms/${await firmOf(operator)}/client-files`;
  return (await call(operator, 'POST', path, { data: { name, email: `contact${Date.now()}@exemple.example` } })).body;
}

/** Opens a page of an application, and gives its root. */
async function root(page, application) {
  await page.goto(application);
  await settled(page);
  return page.url().replace(/\?.*/, '');
}

/** Notes at every frame what is animated for more than a millisecond, inside of components as well. A colour may change slowly. */
function watchMotion(page) {
  return page.evaluate(() => {
    const moved = (window.moved = new Set());
    const trees = (tree) => [tree, ...[...tree.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? trees(shadowRoot) : []))];
    const look = () => {
      for (const one of trees(document).flatMap((tree) => tree.getAnimations())) {
        const name = one.animationName ?? one.transitionProperty ?? '';
        if (one.effect.getComputedTiming().duration > 1 && !name.includes('color')) {
          moved.add(`${name} of ${one.effect.target.localName}`);
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * Opens a window, looks at it, and closes it.
 *
 * @param button that opens it
 * @returns what is wrong
 */
async function lookAtWindow(page, name, button, picture) {
  await watchMotion(page);
  await page.getByRole('button', { name: button, exact: true }).first().click();
  // the element of a dialog has no box of its own, what stands in it has
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button').first().waitFor();
  const wrong = (await axe(page)).map((fault) => `${name}: ${fault.id} ${fault.nodes.slice(0, 3).join(' | ')}`);
  wrong.push(...(await page.evaluate(() => [...window.moved])).map((moved) => `${name} moves: ${moved}`));
  await page.screenshot({ path: picture });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return wrong;
}

check('windows of the gateway have no accessibility fault, and nothing moves', async ({ enter, screenshots }) => {
  const operator = await enter('operator', FRENCH);
  const { id } = await clientFile(operator, 'FENÊTRES');
  const page = await operator.context.newPage();
  const base = await root(page, '/gateway/');
  const wrong = [];
  for (const [name, path, button] of [
    ['question', `clients/${id}`, 'Supprimer la fiche'],
    ['section', `clients/${id}?tab=sections`, 'Nouvelle section'],
    ['token', 'access', 'Nouveau jeton'],
    ['webhook', 'access', 'Nouveau webhook'],
  ]) {
    await page.goto(base + path);
    await settled(page);
    wrong.push(...(await lookAtWindow(page, name, button, `${screenshots}/window-${name}.png`)));
  }
  assert.deepEqual(wrong, []);
});

check('windows of the platform have no accessibility fault, and nothing moves', async ({ enter, users, screenshots }) => {
  const operator = await enter('operator');
  const holder = await enter('holder', FRENCH);
  const company = `FENÊTRES ${Date.now()}`;
  await link(operator, users.holder.email, company, {});
  const page = await holder.context.newPage();
  const base = await root(page, '/platform/');
  const wrong = [];
  for (const [name, path, button] of [
    ['refuse', '', `Refuser ${company}`],
    ['send', `documents?account=${await spaceOf(holder)}`, 'Envoyer un document'],
  ]) {
    await page.goto(base + path);
    await settled(page);
    wrong.push(...(await lookAtWindow(page, name, button, `${screenshots}/window-${name}.png`)));
  }
  assert.deepEqual(wrong, []);
});

/**
 * Runs in the page: whether the stop before this one looked different while it had the focus; then looks at this one.
 *
 * @returns the name of the one before, if it looks without the focus as it did with it
 */
async function leaveStop() {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const parts = (one) => [one, ...(one.shadowRoot?.querySelectorAll('*') ?? [])];
  const ring = (elements) =>
    elements.flatMap((one) =>
      [null, '::before', '::after'].map((pseudo) => {
        const { outline, outlineStyle, boxShadow } = getComputedStyle(one, pseudo);
        return `${outlineStyle === 'none' ? '' : outline} ${boxShadow}`;
      }),
    );
  const { lastStop } = window;
  const stop = document.activeElement;
  // a field for a date has several stops
  const left = lastStop && lastStop.elements[0] !== stop;
  const unseen = left && String(ring(lastStop.elements)) === lastStop.ring ? lastStop.name : '';
  window.lastStop = undefined;
  // the button in a field for a date is the browser's own, and shows its own ring
  if (stop !== document.body && stop.matches(':focus')) {
    // a component draws the ring around itself or one of its parts, also for a field that stands in it
    const elements = [stop, ...(stop.parentElement?.shadowRoot ? [stop.parentElement] : [])].flatMap(parts);
    const name = stop.getAttribute('aria-label') ?? stop.labels?.[0]?.textContent ?? stop.textContent;
    window.lastStop = { elements, ring: String(ring(elements)), name: `${stop.localName} ${name.trim()}` };
  }
  return { unseen, stands: window.lastStop !== undefined };
}

/** @returns how many elements Tab came to, and on which of them the focus does not show */
async function walk(page, presses) {
  let stops = 0;
  const unseen = [];
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press('Tab');
    const left = await page.evaluate(leaveStop);
    stops += left.stands ? 1 : 0;
    unseen.push(...(left.unseen ? [left.unseen] : []));
  }
  return { stops, unseen };
}

check('the focus shows wherever Tab leads', async ({ enter }) => {
  for (const [who, application, path] of [
    ['operator', '/gateway/', 'clients/new'],
    ['holder', '/platform/', 'documents'],
  ]) {
    const { context } = await enter(who, FRENCH);
    const page = await context.newPage();
    await page.goto((await root(page, application)) + path);
    await settled(page);
    const { stops, unseen } = await walk(page, 26);
    assert.ok(stops >= 15, `${stops} stops on ${path}`);
    assert.deepEqual(unseen, [], path);
  }
});

check('that a change is saved is read out, and holds up nobody', async ({ enter }) => {
  const operator = await enter('operator', FRENCH);
  const { id } = await clientFile(operator, 'VOIX');
  const page = await operator.context.newPage();
  await page.goto(`${await root(page, '/gateway/')}clients/${id}`);
  await page.getByRole('textbox', { name: 'Téléphone' }).fill('01 23 45 67 89');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  const said = page.getByRole('alert').filter({ hasText: 'La fiche est enregistrée.' });
  await said.waitFor();
  assert.equal(await said.getAttribute('aria-live'), 'polite');
});
