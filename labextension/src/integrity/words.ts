import type { TranslationBundle } from '@jupyterlab/translation';

/** What an assignment records, told before it begins and while it runs. */
export function disclosure(trans: TranslationBundle): readonly string[] {
  return [
    trans.__(
      'When this window loses the focus and has it again, if that takes longer than a second.'
    ),
    trans.__(
      'How much is pasted into a cell: characters and lines, and whether you copied it in the notebook. Never the text itself.'
    ),
    trans.__('Which AI extensions this JupyterLab has.'),
    trans.__(
      'You and your educators see it in the transcript. No score depends on it, and no machine judges it.'
    )
  ];
}
