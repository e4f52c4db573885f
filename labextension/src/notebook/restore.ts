import type { INotebookModel } from '@jupyterlab/notebook';

import type { IRoomView } from '../model/view';
import { isCandidates } from './metadata';

/**
 * Brings back what the candidate wrote and the file does not hold: the page died between the last autosave to the log and the
 * saving of the notebook.
 *
 * Only what the log held when the room was entered counts, and only cells that were not touched since.
 */
export class Restorer {
  /**
   * @param fileSavedAt when the file was last written, ISO 8601
   * @param upTo the head of the log when the room was entered
   */
  constructor(
    private readonly model: INotebookModel,
    private readonly fileSavedAt: string,
    private readonly upTo: number
  ) {
    for (const cell of model.sharedModel.cells) {
      this.atEntry.set(cell.id, cell.getSource());
    }
  }

  /** A cell of the log was inserted: what the candidate had made of it is in the log too. */
  inserted(cellId: string, source: string): void {
    this.atEntry.set(cellId, source);
  }

  restore(saved: IRoomView['saved']): void {
    for (const cell of this.model.sharedModel.cells) {
      const logged = saved[cell.id];
      const newer =
        logged !== undefined &&
        logged.seq <= this.upTo &&
        Date.parse(logged.at) > Date.parse(this.fileSavedAt);
      const untouched = cell.getSource() === this.atEntry.get(cell.id);
      if (newer && untouched && isCandidates(cell)) {
        cell.setSource(logged.source);
        this.atEntry.set(cell.id, logged.source);
      }
    }
  }

  private readonly atEntry = new Map<string, string>();
}
