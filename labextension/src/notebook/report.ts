import type { NotebookPanel } from '@jupyterlab/notebook';

import type { Cell } from '../api/protocol';
import { insertMissing } from './insertion';

/** Put the report's cells at the notebook's end, where they are missing, and save it; the same cells are never there twice. */
export async function appendReport(
  panel: NotebookPanel,
  cells: readonly Cell[]
): Promise<void> {
  const { context, model } = panel;
  if (panel.isDisposed || model === null || model.readOnly) {
    return;
  }
  const wanted = cells.map((cell, index) => ({
    seq: Number.MAX_SAFE_INTEGER,
    index,
    eventId: null,
    cell
  }));
  if (insertMissing(model, wanted).length > 0) {
    await context.save();
  }
}
