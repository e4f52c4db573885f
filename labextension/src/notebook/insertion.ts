import type * as nbformat from '@jupyterlab/nbformat';
import type { INotebookModel } from '@jupyterlab/notebook';

import { planInsertions } from '../model/cells';
import type { IPlacedCell } from '../model/view';
import { METADATA_KEY, roleOf } from './metadata';

/** Insert the cells of the log that the notebook lacks; returns those that were inserted. Not undoable: it is not the candidate's doing. */
export function insertMissing(
  model: INotebookModel,
  wanted: readonly IPlacedCell[]
): readonly IPlacedCell[] {
  const { sharedModel } = model;
  const present = sharedModel.cells.map(cell => cell.id);
  const plan = planInsertions(present, wanted);
  if (plan.length > 0) {
    sharedModel.transact(() => {
      dropPlaceholder(model);
      const offset = present.length - sharedModel.cells.length;
      for (const { index, placed } of plan) {
        sharedModel.insertCell(index - offset, toNotebookCell(placed));
      }
    }, false);
  }
  return plan.map(({ placed }) => placed);
}

/** JupyterLab gives an empty notebook one empty cell; it would stand above the first question. */
function dropPlaceholder({ sharedModel }: INotebookModel): void {
  const [only, ...more] = sharedModel.cells;
  const empty = only !== undefined && only.getSource() === '';
  if (empty && more.length === 0 && roleOf(only) === null) {
    sharedModel.deleteCell(0);
  }
}

function toNotebookCell({ cell, eventId }: IPlacedCell): nbformat.ICell {
  const metadata = {
    // Editable is the default, and JupyterLab drops a metadata that says so.
    ...(cell.editable ? {} : { editable: false }),
    deletable: false,
    [METADATA_KEY]:
      eventId === null
        ? { role: cell.role }
        : { role: cell.role, event: eventId }
  };
  const base = { id: cell.id, source: cell.source, metadata };
  return cell.cellType === 'code'
    ? { ...base, cell_type: 'code', execution_count: null, outputs: [] }
    : { ...base, cell_type: 'markdown' };
}
