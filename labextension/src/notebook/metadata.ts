import type { INotebookModel } from '@jupyterlab/notebook';

import type { Cell } from '../api/protocol';

export const METADATA_KEY = 'jupyter_interview';

/** The metadata of a working notebook: which interview it belongs to, and which browser tab writes it. */
export interface INotebookMark {
  readonly interview: string;
  readonly tab: string;
}

/** The mark of a working notebook; null for any other, a transcript included: that one's key has no `tab`. */
export function markOf(model: INotebookModel): INotebookMark | null {
  const value: unknown = model.getMetadata(METADATA_KEY);
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { interview, tab } = value as Record<string, unknown>;
  return typeof interview === 'string' && typeof tab === 'string'
    ? { interview, tab }
    : null;
}

export function setMark(model: INotebookModel, mark: INotebookMark): void {
  model.setMetadata(METADATA_KEY, mark);
}

/** The role of a cell that the interviewer posted; null for a cell of the candidate. */
export function roleOf(cell: {
  getMetadata(key: string): unknown;
}): Cell['role'] | null {
  const value = cell.getMetadata(METADATA_KEY);
  return typeof value === 'object' && value !== null && 'role' in value
    ? (value.role as Cell['role'])
    : null;
}

/** Whether the candidate writes in the cell: a starter, or a cell of their own. */
export function isCandidates(cell: {
  getMetadata(key: string): unknown;
}): boolean {
  const role = roleOf(cell);
  return role === null || role === 'starter';
}

/** Whether the notebook says that it is a transcript; only the server can tell whether it is one. */
export function isTranscript(model: INotebookModel): boolean {
  const value: unknown = model.getMetadata(METADATA_KEY);
  return typeof value === 'object' && value !== null && 'statement' in value;
}
