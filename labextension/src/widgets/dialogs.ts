import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

async function confirm(
  title: string,
  body: string,
  back: string,
  go: string
): Promise<boolean> {
  const { button } = await showDialog({
    title,
    body,
    buttons: [
      Dialog.cancelButton({ label: back }),
      Dialog.warnButton({ label: go })
    ],
    defaultButton: 0
  });
  return button.accept;
}

export function confirmEnd(trans: TranslationBundle): Promise<boolean> {
  return confirm(
    trans.__('End the interview?'),
    trans.__(
      'The open question is closed and your transcript is signed. You cannot come back to this interview.'
    ),
    trans.__('Go on'),
    trans.__('End interview')
  );
}

export function confirmAbandon(trans: TranslationBundle): Promise<boolean> {
  return confirm(
    trans.__('Abandon the interview?'),
    trans.__(
      'What you did so far is kept as a signed transcript, and this interview cannot be taken up again.'
    ),
    trans.__('Keep it'),
    trans.__('Abandon interview')
  );
}

export function confirmDeleteProfile(
  trans: TranslationBundle
): Promise<boolean> {
  return confirm(
    trans.__('Delete your profile?'),
    trans.__(
      'The profile and the stored résumé are deleted for good. Interviews that you sat stay as they are.'
    ),
    trans.__('Keep it'),
    trans.__('Delete profile')
  );
}

/** Another tab holds the room. */
export async function offerTakeOver(
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('This interview is open elsewhere'),
    body: trans.__(
      'Another tab or window is in the room. Take over here? The other one becomes read-only.'
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Not now') }),
      Dialog.okButton({ label: trans.__('Take over here') })
    ]
  });
  return button.accept;
}

export function confirmJoining(trans: TranslationBundle): Promise<boolean> {
  return confirm(
    trans.__('Join the cohort?'),
    trans.__(
      'You were invited. Its educators set interviews for you, and read the transcripts of those.'
    ),
    trans.__('Not now'),
    trans.__('Join')
  );
}
