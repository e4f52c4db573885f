import type { IClientFrame, IOutboxStore } from './model/outbox';

/** Keeps unacknowledged frames in the tab's session storage, so that a reload of the page loses none. */
export function outboxStore(interviewId: string): IOutboxStore {
  const key = `jupyter-interview:outbox:${interviewId}`;
  return {
    load: () => {
      const text = window.sessionStorage.getItem(key);
      return text === null ? [] : (JSON.parse(text) as IClientFrame[]);
    },
    save: frames => write(key, frames.length ? JSON.stringify(frames) : null)
  };
}

/** What the candidate typed and has not sent: a chat message, or inputs of their own for the next run. */
export const drafts = {
  load: (kind: DraftKind, interviewId: string): string =>
    window.sessionStorage.getItem(draftKey(kind, interviewId)) ?? '',
  save: (kind: DraftKind, interviewId: string, text: string): void =>
    write(draftKey(kind, interviewId), text === '' ? null : text)
};

export type DraftKind = 'message' | 'inputs';

function draftKey(kind: DraftKind, interviewId: string): string {
  return `jupyter-interview:${kind}:${interviewId}`;
}

function write(key: string, value: string | null): void {
  if (value === null) {
    window.sessionStorage.removeItem(key);
    return;
  }
  try {
    window.sessionStorage.setItem(key, value);
  } catch (error) {
    // A full storage costs only the protection against a reload; the frames are still in memory.
    console.warn('The browser could not keep unsent work.', error);
  }
}
