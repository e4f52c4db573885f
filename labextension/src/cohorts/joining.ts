import { Notification } from '@jupyterlab/apputils';
import { URLExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { messageOf } from '../interviews';
import type { Interviews } from '../interviews';
import { confirmJoining } from '../widgets/dialogs';

const PARAMETER = 'interview-invitation';

/** The address that invites whoever opens it. */
export function invitationLink(baseUrl: string, token: string): string {
  const link = new URL(URLExt.join(baseUrl, 'lab'), window.location.href);
  link.searchParams.set(PARAMETER, token);
  return link.href;
}

/** Whoever came by an invitation's address is asked, and becomes a candidate; the address then forgets it. */
export async function joinByAddress(
  interviews: Interviews,
  trans: TranslationBundle
): Promise<void> {
  const address = new URL(window.location.href);
  const token = address.searchParams.get(PARAMETER);
  if (token === null) {
    return;
  }
  address.searchParams.delete(PARAMETER);
  window.history.replaceState(window.history.state, '', address);
  if (!(await confirmJoining(trans))) {
    return;
  }
  try {
    const { name } = await interviews.cohorts.join(token);
    Notification.success(trans.__('You are now in the cohort “%1”.', name), {
      autoClose: 8000
    });
    await interviews.refresh();
  } catch (error) {
    Notification.error(messageOf(error), { autoClose: false });
  }
}
