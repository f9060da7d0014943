/** What the platform asks of the API, and the names that are shown for ids. */
import { api, page, send, upload, versioned, type Page, type Types, type Versioned } from '@rattache/kit';
import { space } from './place.ts';

/** A body of which some fields are always there, although the contract does not say so. */
type With<T, K extends keyof T> = T & Required<Pick<T, K>>;

export type Request = With<
  Types['partner']['PartnerRequest'],
  'id' | 'kind' | 'state' | 'createdAt' | 'opens' | 'agreement'
> & {
  firm: With<Types['partner']['PartnerRequestFirm'], 'id' | 'name'>;
  company: With<Types['partner']['PartnerRequestCompany'], 'name'>;
  steps: Required<Types['partner']['PartnerRequestSteps']>;
  waiting: Required<Types['partner']['PartnerRequestWaiting']>;
};
export type Partner = With<Omit<Types['partner']['Partner'], 'accounts'>, 'id' | 'kind' | 'name' | 'since'> & {
  accounts: Required<Types['partner']['PartnerAccount']>[];
};
export type Account = Required<Types['partner']['Account']>;
export type Document = With<
  Types['document']['ReadableDocumentBody'],
  'id' | 'account' | 'firm' | 'direction' | 'name' | 'mediaType' | 'size' | 'state' | 'sentAt' | 'read' | 'keywords'
>;
export type Section = With<Types['document']['SectionBody'], 'id' | 'firm' | 'name' | 'keywords'>;
export type TrailEntry = With<Types['audit']['TrailEntry'], 'id' | 'at' | 'type'> & {
  actor: Types['audit']['TrailActor'];
};

export type Answer = 'acceptance' | 'group-acceptance' | 'reopening' | 'refusal';

const inSpace = () => ({ path: { space: space() } });

/** Every item of a list that is short by its nature. */
export async function all<T>(load: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const next = await load(after);
    items.push(...next.items);
    after = next.next ?? undefined;
  } while (after);
  return items;
}

/** What happens to partners, requests or documents changes the numbers in the menu. */
export const changes = new EventTarget();

export function changed(): void {
  changes.dispatchEvent(new Event('changed'));
}

// --- the person --------------------------------------------------------------------------------------------------------

export type News = Required<Types['notification']['NotificationPreferences']>;

/** How often new documents are told by mail. */
export function newsPreference(): Promise<Versioned<News>> {
  return versioned<News>(
    api.notification.GET('/preferences') as Promise<{ data?: News; response: Response }>,
  );
}

export function changeNewsPreference(news: News, version: string): Promise<Versioned<News>> {
  return versioned<News>(
    api.notification.PUT('/preferences', {
      params: { header: { 'If-Match': version } },
      body: news,
    }) as Promise<{ data?: News; response: Response }>,
  );
}

// --- the holders of the space ------------------------------------------------------------------------------------------

export type Holder = With<Types['identity']['Holder'], 'id' | 'email' | 'invited' | 'since'>;

/** All on one page: a space has 20 at most. */
export async function holders(): Promise<Holder[]> {
  return (await page<Holder>(api.identity.GET('/spaces/{space}/holders', { params: inSpace() }))).items;
}

export async function inviteHolder(email: string, password: string): Promise<void> {
  await api.identity.POST('/spaces/{space}/holders', { params: inSpace(), body: { email, password } });
}

/** Puts a holder out, leaves, or withdraws an invitation. */
export async function removeHolder(id: string): Promise<void> {
  const path = { space: space(), id };
  const { version } = await versioned(api.identity.GET('/spaces/{space}/holders/{id}', { params: { path } }));
  await api.identity.DELETE('/spaces/{space}/holders/{id}', {
    params: { path, header: { 'If-Match': version } },
  });
}

// --- requests ----------------------------------------------------------------------------------------------------------

export function requests(state: string, after?: string, limit = 50): Promise<Page<Request>> {
  const query = { limit: String(limit), ...(state && { state: state as Request['state'] }), ...(after && { after }) };
  return page<Request>(api.partner.GET('/spaces/{space}/requests', { params: { ...inSpace(), query } }));
}

/** All of them, answered or not. */
export function allRequests(): Promise<Request[]> {
  return all((after) => requests('', after, 200));
}

/** Those with a step that is still to be taken: the newest link first, in it the company before the firm. */
export async function requestsToConfirm(): Promise<Request[]> {
  const [pending, accepted] = await Promise.all(
    ['pending', 'accepted'].map((state) => all((after) => requests(state, after, 200))),
  );
  const open = [...(pending ?? []), ...(accepted ?? [])].filter(
    (request) => request.steps.accept || request.steps.acceptGroup,
  );
  const linkOf = (request: Request) => request.link ?? request.id;
  const begun = new Map<string, string>();
  for (const request of open) {
    const before = begun.get(linkOf(request)) ?? '';
    begun.set(linkOf(request), before > request.createdAt ? before : request.createdAt);
  }
  const begin = (request: Request) => begun.get(linkOf(request)) ?? '';
  return open.sort(
    (a, b) =>
      begin(b).localeCompare(begin(a)) || linkOf(a).localeCompare(linkOf(b)) || a.kind.localeCompare(b.kind),
  );
}

export async function answer(request: Request, given: Answer, reason = ''): Promise<void> {
  const params = { path: { space: space(), id: request.id } };
  switch (given) {
    case 'acceptance':
      await api.partner.POST('/spaces/{space}/requests/{id}/acceptance', { params });
      break;
    case 'group-acceptance':
      await api.partner.POST('/spaces/{space}/requests/{id}/group-acceptance', { params });
      break;
    case 'reopening':
      await api.partner.POST('/spaces/{space}/requests/{id}/reopening', { params });
      break;
    case 'refusal':
      await api.partner.POST('/spaces/{space}/requests/{id}/refusal', { params, body: reason ? { reason } : {} });
  }
  changed();
}

// --- partners and accounts ---------------------------------------------------------------------------------------------

export function partners(): Promise<Partner[]> {
  return all((after) =>
    page<Partner>(
      api.partner.GET('/spaces/{space}/partners', {
        params: { ...inSpace(), query: { limit: '200', ...(after && { after }) } },
      }),
    ),
  );
}

export function partner(id: string): Promise<Versioned<Partner>> {
  return versioned<Partner>(
    api.partner.GET('/spaces/{space}/partners/{id}', { params: { path: { space: space(), id } } }) as Promise<{
      data?: Partner;
      response: Response;
    }>,
  );
}

export async function leave(id: string, version: string): Promise<void> {
  await api.partner.DELETE('/spaces/{space}/partners/{id}', {
    params: { path: { space: space(), id }, header: { 'If-Match': version } },
  });
  changed();
}

export function accounts(): Promise<Account[]> {
  return all((after) =>
    page<Account>(
      api.partner.GET('/spaces/{space}/accounts', {
        params: { ...inSpace(), query: { limit: '200', ...(after && { after }) } },
      }),
    ),
  );
}

/** The firms that an account exchanges documents with, by id. */
export function firmsOf(account: string, known: Partner[]): Map<string, string> {
  return new Map(
    known
      .filter((one) => one.kind === 'firm' && one.accounts.some((of) => of.id === account))
      .map((one) => [one.id.replace(/^firm-/, ''), one.name]),
  );
}

// --- documents ---------------------------------------------------------------------------------------------------------

/** What narrows a list of documents; empty: does not. */
export interface Filter {
  q: string;
  section: string;
  keyword: string;
  from: string;
  to: string;
  direction: string;
  unread: string;
}

/** Only what narrows, as the contract wants it. */
type Given = Partial<Omit<Filter, 'direction'>> & { direction?: 'to-client' | 'from-client' };

function given(filter: Filter): Given {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Given;
}

export function documents(account: string, filter: Filter, after?: string, limit = 50): Promise<Page<Document>> {
  const query = { limit: String(limit), ...given(filter), ...(after && { after }) };
  return page<Document>(
    api.document.GET('/spaces/{space}/accounts/{account}/documents', {
      params: { path: { space: space(), account }, query },
    }),
  );
}

/** What each choice of the filter would leave, the other choices as they are. */
export type Counts = Required<Types['document']['FilterCounts']>;

export async function counts(account: string, filter: Filter): Promise<Counts> {
  const answered = await api.document.GET('/spaces/{space}/accounts/{account}/documents/counts', {
    params: { path: { space: space(), account }, query: given(filter) },
  });
  return answered.data as Counts;
}

export async function document(id: string): Promise<Document> {
  const answered = await api.document.GET('/spaces/{space}/documents/{doc}', {
    params: { path: { space: space(), doc: id } },
  });
  return answered.data as Document;
}

/** All of them: an account has 200 at most for each firm. */
export async function sections(account: string): Promise<Section[]> {
  const list = await page<Section>(
    api.document.GET('/spaces/{space}/accounts/{account}/sections', { params: { path: { space: space(), account } } }),
  );
  return list.items;
}

export async function markRead(id: string, read: boolean): Promise<void> {
  await api.document.POST('/spaces/{space}/documents/{doc}/read-mark', {
    params: { path: { space: space(), doc: id } },
    body: { read },
  });
  changed();
}

/** Where the bytes are; inline for what a browser shows. */
export function contentAddress(id: string, inline = false): string {
  return `/api/document/v1/spaces/${space()}/documents/${id}/content${inline ? '?inline=true' : ''}`;
}

/** Where the server draws its pages. */
export function previewAddress(id: string): string {
  return `/api/document/v1/spaces/${space()}/documents/${id}/preview`;
}

/** The bytes, to be shown. */
export async function content(id: string): Promise<Blob> {
  return (await send(new Request(contentAddress(id, true)))).blob();
}

const json = { 'Content-Type': 'application/json' };

export async function archive(wanted: Types['document']['ExportRequest']): Promise<Blob> {
  const asked = new Request(`/api/document/v1/spaces/${space()}/exports`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(wanted),
  });
  return (await send(asked)).blob();
}

export function filtered(account: string, filter: Filter): Types['document']['ExportRequest'] {
  const { unread, ...rest } = given(filter);
  return { account, ...rest, ...(unread && { unread: unread === 'true' }) } as Types['document']['ExportRequest'];
}

/**
 * @param key the same for each try of the same file, so that it arrives once
 * @param progress is told the share that is on its way, from 0 to 1
 */
export async function sendToFirm(
  account: string,
  file: File,
  firm: string,
  key: string,
  progress: (share: number) => void,
): Promise<Document> {
  const form = new FormData();
  const metadata = firm ? { firm } : {};
  form.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
  form.append('file', file, file.name);
  const address = `/api/document/v1/spaces/${space()}/accounts/${account}/documents`;
  return JSON.parse(await upload(address, form, key, progress)) as Document;
}

// --- trail -------------------------------------------------------------------------------------------------------------

export function trail(filter: Record<string, string>, after?: string, limit = 50): Promise<Page<TrailEntry>> {
  const query = { limit: String(limit), ...filter, ...(after && { after }) };
  return page<TrailEntry>(api.audit.GET('/spaces/{space}/trail', { params: { ...inSpace(), query } }));
}

/** Saves bytes as a file. */
export function save(bytes: Blob, name: string): void {
  const link = Object.assign(window.document.createElement('a'), { href: URL.createObjectURL(bytes), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
