import { UUID } from '@lumino/coreutils';

const KEY = 'jupyter-interview:tab';

/**
 * The name of this browser tab: the same after a reload, another in every other tab.
 *
 * A duplicated tab copies the session storage, so the name is also held by a web lock where the browser has them.
 */
export async function claimTabId(): Promise<string> {
  const stored = window.sessionStorage.getItem(KEY);
  const id =
    stored !== null && (await hold(stored)) ? stored : await freshTabId();
  window.sessionStorage.setItem(KEY, id);
  return id;
}

async function freshTabId(): Promise<string> {
  const id = UUID.uuid4();
  await hold(id);
  return id;
}

/** Hold the name as long as the page lives; false when another page holds it. Without web locks there is nothing to ask. */
function hold(id: string): Promise<boolean> {
  // Only secure contexts have `locks`, though the type says always.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    return Promise.resolve(true);
  }
  return new Promise(resolve => {
    void locks.request(`${KEY}:${id}`, { ifAvailable: true }, lock => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}
