import type { Preflight } from '../api/protocol';
import type { ISocket } from '../model/connection';

/** How one part of the check went; `look`: it works, and there is something to know. */
export type Status = 'ok' | 'look' | 'failed';

export type CheckName =
  'channel' | 'clock' | 'sandbox' | 'kernel' | 'storage' | 'running' | 'ai';

/** Why a check did not go well, for the words. */
export interface IFinding {
  readonly name: CheckName;
  readonly status: Status;
  /** Numbers, names or the server's own words. */
  readonly detail: string;
}

/** What the checks need of the page. */
export interface IPlace {
  openSocket: () => ISocket;
  now: () => number;
  /** Start that kernel, have it answer and stop it. Rejects with the reason. */
  tryKernel: (name: string) => Promise<void>;
  /** Save a file, read it back and delete it. Rejects with the reason. */
  tryStorage: () => Promise<void>;
  /** Another interview that is live. */
  running: () => Promise<boolean>;
  /** Names of AI extensions. */
  aiExtensions: () => string;
}

const PATIENCE_MS = 15_000;
const CLOCK_MS = 60_000;

/** Try everything that an interview in this language needs, and tell each finding as it is there. */
export async function preflight(
  place: IPlace,
  language: string,
  tell: (finding: IFinding) => void
): Promise<void> {
  const found = (name: CheckName, status: Status, detail = '') =>
    tell({ name, status, detail });
  const names = place.aiExtensions();
  found('ai', names === '' ? 'ok' : 'look', names);
  const busy = await place.running().catch(() => false);
  found('running', busy ? 'failed' : 'ok');
  await place.tryStorage().then(
    () => found('storage', 'ok'),
    (reason: unknown) => found('storage', 'failed', wordsOf(reason))
  );
  const sent = place.now();
  let answer: Preflight;
  try {
    answer = await ask(place.openSocket());
  } catch {
    found('channel', 'failed');
    return;
  }
  found('channel', 'ok');
  const ahead = (sent + place.now()) / 2 - Date.parse(answer.serverTime);
  found(
    'clock',
    Math.abs(ahead) < CLOCK_MS ? 'ok' : 'look',
    String(Math.round(ahead / 60_000))
  );
  found('sandbox', answer.sandboxed ? 'ok' : 'failed');
  const kernel = answer.kernels[language];
  if (busy) {
    found('kernel', 'look');
  } else if (kernel === undefined) {
    found('kernel', 'failed', language);
  } else {
    await place.tryKernel(kernel).then(
      () => found('kernel', 'ok'),
      (reason: unknown) => found('kernel', 'failed', wordsOf(reason))
    );
  }
}

function ask(socket: ISocket): Promise<Preflight> {
  return new Promise<Preflight>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    socket.onopen = () => socket.send('?');
    socket.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(JSON.parse(data) as Preflight);
    };
    socket.onclose = () => {
      clearTimeout(timer);
      reject(new Error('closed'));
    };
  }).finally(() => socket.close());
}

function wordsOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
