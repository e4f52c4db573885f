import { Notification } from '@jupyterlab/apputils';
import { URLExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { messageOf } from '../interviews';
import type { Interviews } from '../interviews';
import { confirmJoining } from '../widgets/dialogs';

/** Jupyter's log leaves out values of parameters that are called tokens. */
const PARAMETER = 'interview-invitation-token';

/** The address that invites whoever opens it. */
export function invitationLink(baseUrl: string, token: string): string {
  const link = new URL(URLExt.join(baseUrl, 'lab'), window.location.href);
  link.searchParams.set(PARAMETER, token);
  return link.href;
}

/** The invitation in the page's address, which forgets it: a bookmark or a shared screen should not hold it. */
export function takeInvitation(): string | null {
  const address = new URL(window.location.href);
  const token = address.searchParams.get(PARAMETER);
  if (token !== null) {
    address.searchParams.delete(PARAMETER);
    window.history.replaceState(window.history.state, '', address);
  }
  return token;
}

/** Whoever came by an invitation's address is asked, and becomes a candidate. */
export async function joinByAddress(
  token: string | null,
  interviews: Interviews,
  trans: TranslationBundle,
  onJoined: () => void
): Promise<void> {
  if (token === null || !(await confirmJoining(trans))) {
    return;
  }
  try {
    const { name } = await interviews.cohorts.join(token);
    Notification.success(trans.__('You are now in the cohort “%1”.', name), {
      autoClose: 8000
    });
    await interviews.refresh();
    onJoined();
  } catch (error) {
    Notification.error(messageOf(error), { autoClose: false });
  }
}
