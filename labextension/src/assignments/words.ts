import type { TranslationBundle } from '@jupyterlab/translation';

import type { OwnAssignment } from '../api/protocol';
import { hoursWords, languageName } from '../words';
import type { CheckName, IFinding, Status } from './checks';

const DAY = 86_400;

export function standingWords(
  trans: TranslationBundle,
  { standing, opensAt, preview }: OwnAssignment,
  now: number
): string {
  if (preview && standing === 'open') {
    return trans.__('Preview');
  }
  const words: Record<OwnAssignment['standing'], () => string> = {
    ahead: () =>
      trans.__('Opens in %1', untilWords(trans, Date.parse(opensAt) - now)),
    open: () => trans.__('Open'),
    sitting: () => trans.__('In progress'),
    sat: () => trans.__('Sat, no results yet'),
    released: () => trans.__('Results are out'),
    missed: () => trans.__('Missed')
  };
  return words[standing]();
}

function untilWords(trans: TranslationBundle, milliseconds: number): string {
  const seconds = Math.max(60, Math.ceil(milliseconds / 1000));
  const days = Math.floor(seconds / DAY);
  return days >= 2
    ? trans._n('%1 day', '%1 days', days, days)
    : hoursWords(trans, seconds);
}

/** What is allowed and what is not, a sentence each. */
export function termsWords(
  trans: TranslationBundle,
  assignment: OwnAssignment
): readonly string[] {
  const { attempts, attemptsLeft, pauses, model } = assignment;
  return [
    trans._n(
      '%1 of %2 attempt left',
      '%1 of %2 attempts left',
      attempts,
      attemptsLeft,
      attempts
    ),
    pauses ? trans.__('Pauses allowed') : trans.__('No pauses'),
    model
      ? trans.__('A language model may word the interviewer')
      : trans.__('Authored lines only')
  ];
}

export function durationWords(
  trans: TranslationBundle,
  { minutes, extraMinutes }: OwnAssignment
): string {
  return extraMinutes > 0
    ? trans.__(
        '%1 minutes, with %2 of extra time',
        Math.round(minutes),
        Math.round(extraMinutes)
      )
    : trans.__('%1 minutes', Math.round(minutes));
}

export function checkTitle(trans: TranslationBundle, name: CheckName): string {
  const titles: Record<CheckName, string> = {
    channel: trans.__('Connection'),
    clock: trans.__('Clock'),
    sandbox: trans.__('Sandbox'),
    kernel: trans.__('Kernel'),
    storage: trans.__('Saving'),
    running: trans.__('Other interviews'),
    ai: trans.__('AI extensions')
  };
  return titles[name];
}

export function statusWords(trans: TranslationBundle, status: Status): string {
  const words: Record<Status, string> = {
    ok: trans.__('OK'),
    look: trans.__('Note'),
    failed: trans.__('Failed')
  };
  return words[status];
}

/** What was found, and what to do about it. */
export function findingWords(
  trans: TranslationBundle,
  { name, status, detail }: IFinding
): string {
  const fine = status === 'ok';
  switch (name) {
    case 'channel':
      return fine
        ? trans.__('A WebSocket to the server opens and answers.')
        : trans.__(
            'This browser cannot keep a connection to the server. A proxy, a firewall or an extension may be in the way: try another network or browser, then tell your educators.'
          );
    case 'clock':
      return fine
        ? trans.__('This computer’s clock is the server’s.')
        : trans.__(
            'This computer’s clock is %1 minutes from the server’s. The interview goes by the server’s: set yours, or mind the difference.',
            Math.abs(Number(detail))
          );
    case 'sandbox':
      return fine
        ? trans.__('Code runs in a sandbox.')
        : trans.__(
            'The server has no sandbox now, and assignments need it. Try again in some minutes, then tell your educators.'
          );
    case 'kernel':
      return kernelWords(trans, status, detail);
    case 'storage':
      return fine
        ? trans.__('A file can be saved and read back.')
        : trans.__(
            'A file could not be saved (%1). Delete files that you do not need, then check again.',
            detail
          );
    case 'running':
      return fine
        ? trans.__('No other interview is in the way.')
        : trans.__(
            'Another interview of yours is not over. End or abandon it first.'
          );
    case 'ai':
      return fine
        ? trans.__('None found in this JupyterLab.')
        : trans.__(
            'Found in this JupyterLab: %1. Ask your educators whether you may use them, or have them disabled.',
            detail
          );
  }
}

function kernelWords(
  trans: TranslationBundle,
  status: Status,
  detail: string
): string {
  switch (status) {
    case 'ok':
      return trans.__('The kernel starts and answers.');
    case 'look':
      return trans.__('Not tried while another interview is live.');
    case 'failed':
      return trans.__(
        'The kernel did not answer (%1). Try again in a minute, then tell your educators.',
        languageName(detail)
      );
  }
}
