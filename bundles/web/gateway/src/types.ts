/** What the API gives, by the names that this application uses. */
import type { Types, Whole } from '@rattache/kit';

export type ClientFile = Types['clientfile']['ClientFile'];
export type ClientFileChange = Types['clientfile']['ClientFileChange'];
export type ClientToLink = Types['linking']['ClientToLink'];
export type Link = Types['linking']['Link'];
export type LinkPreview = Types['linking']['LinkPreview'];
export type Party = Types['linking']['Party'];
export type Suggestions = Types['linking']['Suggestions'];
export type Strategy = Types['linking']['Strategy'];
export type PlugIn = Types['linking']['PlugIn'];
export type Reason = Types['linking']['SuggestionReason'];
export type Scan = Types['linking']['Scan'];
export type Action = Types['dashboard']['Action'];
export type Actions = Types['dashboard']['Actions'];
export type TrailEntry = Types['audit']['TrailEntry'];

type Sent = Types['document']['SentDocumentBody'];
export type SentDocument = Whole<Omit<Sent, 'section' | 'batch' | 'duplicateOf' | 'sentBy' | 'keywords'>> &
  Pick<Sent, 'batch' | 'duplicateOf' | 'sentBy' | 'keywords'> & { section?: { id: string; name: string } };
export type Section = Whole<Omit<Types['document']['SectionBody'], 'keywords'>> & { keywords?: string[] };
export type Waiting = Whole<Types['document']['WaitingBody']>;
export type Mail = Whole<Omit<Types['notification']['Mail'], 'clientFile' | 'nextAt' | 'sentAt' | 'note'>> &
  Pick<Types['notification']['Mail'], 'clientFile' | 'nextAt' | 'sentAt' | 'note'>;
export type Webhook = Whole<Omit<Types['notification']['Webhook'], 'secret'>> & { secret?: string };
export type Delivery = Whole<Omit<Types['notification']['WebhookDelivery'], 'nextAt' | 'sentAt' | 'note'>> &
  Pick<Types['notification']['WebhookDelivery'], 'nextAt' | 'sentAt' | 'note'>;
export type ApiToken = Whole<Omit<Types['identity']['ApiToken'], 'expiresAt' | 'lastUsedAt'>> &
  Pick<Types['identity']['ApiToken'], 'expiresAt' | 'lastUsedAt'>;
export type FirmPlugIn = Types['panel']['FirmPlugIn'];
export type Operator = Whole<Types['identity']['Operator']>;
export type Firm = Types['identity']['Firm'];
