/** The REST API, one typed client a module; the types are made from the modules' OpenAPI documents. */
import createClient from 'openapi-fetch';
import type { components as AuditTypes, paths as Audit } from './generated/audit.ts';
import type { components as ClientFileTypes, paths as ClientFile } from './generated/clientfile.ts';
import type { components as DashboardTypes, paths as Dashboard } from './generated/dashboard.ts';
import type { components as DocumentTypes, paths as Document } from './generated/document.ts';
import type { components as IdentityTypes, paths as Identity } from './generated/identity.ts';
import type { components as LinkingTypes, paths as Linking } from './generated/linking.ts';
import type { components as NotificationTypes, paths as Notification } from './generated/notification.ts';
import type { components as PanelTypes, paths as Panel } from './generated/panel.ts';
import type { components as PartnerTypes, paths as Partner } from './generated/partner.ts';
import { send } from './send.ts';

export { asProblem, Problem, problemOfText, type FieldProblem } from './problem.ts';
export { csrfHeader, logInAddress, network, newKey, onceKey, send, useCsrfToken } from './send.ts';
export { upload } from './upload.ts';

/** The schemas of each module, by name: Types['linking']['Link']. */
export interface Types {
  audit: AuditTypes['schemas'];
  clientfile: ClientFileTypes['schemas'];
  dashboard: DashboardTypes['schemas'];
  document: DocumentTypes['schemas'];
  identity: IdentityTypes['schemas'];
  linking: LinkingTypes['schemas'];
  notification: NotificationTypes['schemas'];
  panel: PanelTypes['schemas'];
  partner: PartnerTypes['schemas'];
}

/** All fields there: for bodies whose contract does not say yet which fields never miss. */
export type Whole<T> = { [K in keyof T]-?: NonNullable<T[K]> };

const options = (module: string) => ({ baseUrl: `/api/${module}/v1`, fetch: send });

export const api = {
  audit: createClient<Audit>(options('audit')),
  clientfile: createClient<ClientFile>(options('clientfile')),
  dashboard: createClient<Dashboard>(options('dashboard')),
  document: createClient<Document>(options('document')),
  identity: createClient<Identity>(options('identity')),
  linking: createClient<Linking>(options('linking')),
  notification: createClient<Notification>(options('notification')),
  panel: createClient<Panel>(options('panel')),
  partner: createClient<Partner>(options('partner')),
};

/** One page of a list: docs/rest/README.md. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: { value: number; exact: boolean };
}

interface Answer {
  data?: unknown;
  response: Response;
}

/**
 * The body of an answer.
 *
 * @param T for lists and bodies whose type the contract leaves open; else it is that of the contract
 */
export async function body<T>(call: Promise<Answer & { data?: T }>): Promise<T>;
export async function body<T>(call: Promise<Answer>): Promise<T>;
export async function body<T>(call: Promise<Answer>): Promise<T> {
  return (await call).data as T;
}

/** A page of a list. */
export async function page<T>(call: Promise<Answer>): Promise<Page<T>> {
  return (await call).data as Page<T>;
}

/** Something that can be changed, with the version that a change has to name. */
export interface Versioned<T> {
  value: T;
  /** Goes into If-Match as it is. */
  version: string;
}

export async function versioned<T>(call: Promise<Answer & { data?: T }>): Promise<Versioned<T>> {
  const { data, response } = await call;
  return { value: data as T, version: response.headers.get('ETag') ?? '' };
}
