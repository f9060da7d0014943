import '@rattache/kit/own-account';
import { expect, test } from 'vitest';
import { serve, show, until } from './server.ts';

const DETAILS = () =>
  new Response(JSON.stringify({ name: 'Dominique', language: 'fr' }), {
    headers: { 'Content-Type': 'application/json', ETag: '"3"' },
  });

async function account(answers: Parameters<typeof serve>[0]) {
  const asked = await serve({ 'GET /identity/v1/session/details': DETAILS, ...answers });
  const element = document.createElement('rattache-own-account');
  show(element);
  await until(() => element.querySelector<HTMLInputElement>('vaadin-text-field input')?.value === 'Dominique');
  return { asked, element };
}

test('a name is saved', async () => {
  const { asked, element } = await account({
    'PUT /identity/v1/session/details': () => ({ name: 'Dominique M.', language: 'fr' }),
  });
  const field = element.querySelector('vaadin-text-field') as unknown as HTMLInputElement;
  field.value = 'Dominique M.';
  (element.querySelector('vaadin-button') as HTMLElement).click();
  await until(() => asked.find((one) => one.method === 'PUT'));
  expect(asked.at(-1)?.body).toEqual({ name: 'Dominique M.', language: 'fr' });
});

test('a wrong password stands at its field, and another address is asked for', async () => {
  let wrong = true;
  const { asked, element } = await account({
    'POST /identity/v1/session/address-changes': () =>
      wrong
        ? new Response(
            JSON.stringify({
              type: 'urn:rattache:problem:invalid-fields',
              errors: [{ pointer: '/password', code: 'wrong-password', detail: '' }],
            }),
            { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
          )
        : new Response(null, { status: 202 }),
  });
  (element.querySelector('vaadin-email-field') as unknown as HTMLInputElement).value = 'neuf@x.example';
  const password = element.querySelector('#address-password') as HTMLInputElement;
  password.value = 'secret';
  password.dispatchEvent(new Event('input'));
  const form = element.querySelector('form') as HTMLFormElement;
  form.requestSubmit();
  await until(() => element.querySelector('#address-password-error'));
  wrong = false;
  form.requestSubmit();
  await until(() => element.querySelector('[role=status]'));
  expect(asked.at(-1)?.body).toEqual({ email: 'neuf@x.example', password: 'secret' });
});
