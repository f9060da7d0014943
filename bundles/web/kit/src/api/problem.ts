import { messages } from '../messages/index.ts';

/** A faulty field of a request. */
export interface FieldProblem {
  /** A JSON pointer into the request, such as /email. */
  readonly pointer: string;
  readonly code: string;
  readonly detail?: string;
}

/** A refusal of the server (RFC 9457), or the network that is away (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** The stable last part of its type; docs/rest/problems.md lists them. */
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | undefined,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** What happened, in the user's language where the code is known. */
  get text(): string {
    const known: Record<string, string> = messages().problems;
    return known[this.code] ?? this.detail;
  }

  /** What is wrong with one field, or undefined. */
  field(pointer: string): string | undefined {
    const error = this.errors.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    if (!error) {
      return undefined;
    }
    const known: Record<string, string> = messages().fields;
    return known[error.code] ?? error.detail ?? error.code;
  }
}

/** Reads the problem of an answer that is no success. */
export async function problemOf(response: Response): Promise<Problem> {
  return problemOfText(response.status, await response.text(), response.headers.get('X-Request-Id') ?? undefined);
}

/** The problem of an answer's status and body; status 0: there was no answer. */
export function problemOfText(status: number, text: string, requestId?: string): Problem {
  if (status === 0) {
    return new Problem(0, 'network', '', undefined);
  }
  try {
    const body = JSON.parse(text) as {
      type?: string;
      title?: string;
      detail?: string;
      requestId?: string;
      errors?: FieldProblem[];
    };
    const code = body.type?.split(':').pop() ?? 'internal';
    return new Problem(status, code, body.detail ?? body.title ?? '', body.requestId ?? requestId, body.errors);
  } catch {
    // A proxy in between may answer with no problem at all.
    return new Problem(status, status === 503 ? 'unavailable' : 'internal', '', requestId);
  }
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  return new Problem(0, 'unexpected', thrown instanceof Error ? thrown.message : String(thrown), undefined);
}
