import { messages } from '../messages/index.ts';
import type { Reason } from '../types.ts';

/** Why a company is suggested: in words where its field is known, else as the strategy gives it. */
export function reasonText({ field, value }: Reason): string {
  return messages().window.reasons[field]?.(value) ?? `${field} ${value}`;
}
