// What people do over the REST API before a check begins: each call as somebody who has entered.
import assert from 'node:assert/strict';

/** One call of the API as somebody who has entered. */
export async function call({ context, csrfToken }, method, path, options = {}) {
  const answer = await context.request.fetch(path, {
    method,
    ...options,
    headers: { 'X-CSRF-Token': csrfToken, ...options.headers },
  });
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return { body: text ? JSON.parse(text) : undefined, version: answer.headers()['etag'] };
}

export async function until(condition) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await condition();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`It did not happen: ${condition}`);
}

export async function firmOf(operator) {
  return (await call(operator, 'GET', '/api/identity/v1/session')).body.firms[0].id;
}

export async function spaceOf(holder) {
  return (await call(holder, 'GET', '/api/identity/v1/session')).body.spaces[0].id;
}

/** @param metadata of the document: name, section, keywords */
export async function sendDocument(operator, firm, file, metadata, mimeType, content) {
  await call(operator, 'POST', `/api/document/v1/firms/${firm}/client-files/${file}/documents`, {
    multipart: {
      metadata: { name: 'metadata', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(metadata)) },
      file: { name: 'file', mimeType, buffer: Buffer.from(content) },
    },
  });
}

/** What the gateway does: a new company with documents gets the manager's e-mail and is linked under CONSTRUCTOR. */
export async function link(operator, email, name, documents) {
  const firm = await firmOf(operator);
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const linking = `/api/linking/v1/firms/${firm}`;
  const main = (await call(operator, 'GET', `${files}?q=constructor`)).body.items[0].id;
  const { body: file, version } = await call(operator, 'POST', files, {
    data: { name, email: `contact${Date.now()}@exemple.example` },
  });
  for (const [fileName, content] of Object.entries(documents)) {
    await sendDocument(operator, firm, file.id, { name: fileName }, 'text/plain', content);
  }
  await call(operator, 'PUT', `${files}/${file.id}`, { headers: { 'If-Match': version }, data: { name, email } });
  await until(async () => (await call(operator, 'GET', `${files}/${file.id}`)).body.links?.link);
  const choice = { main, secondaries: [file.id] };
  const { digest } = (await call(operator, 'POST', `${linking}/link-previews`, { data: choice })).body;
  await call(operator, 'POST', `${linking}/links`, { data: { ...choice, digest } });
  return file.id;
}

export async function acceptAll(holder, company) {
  const requests = `/api/partner/v1/spaces/${await spaceOf(holder)}/requests`;
  for (const request of (await call(holder, 'GET', `${requests}?state=pending&limit=200`)).body.items) {
    if (request.company.name === company) {
      await call(holder, 'POST', `${requests}/${request.id}/acceptance`);
      if (request.kind === 'company') {
        await call(holder, 'POST', `${requests}/${request.id}/group-acceptance`);
      }
    }
  }
}
