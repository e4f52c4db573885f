import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Snapshot } from '../api/protocol';
import { RUNNING } from '../model/abilities';
import type { Room } from '../model/room';
import { Snapshots } from '../model/snapshots';
import type { IPlacedCell, IRoomView, Link } from '../model/view';
import { insertMissing } from './insertion';
import { ensureKernel } from './kernel';
import { isCandidates, markOf, setMark } from './metadata';

const SAVE_AFTER_MS = 4000;

/**
 * Holds a working notebook and its room together: what the interviewer posts appears in it, what the candidate writes is
 * recorded, and only the tab that holds the room writes the file.
 */
export class NotebookBinding implements IDisposable {
  constructor(
    readonly panel: NotebookPanel,
    readonly room: Room
  ) {
    this.snapshots = new Snapshots(snapshot => room.saveCell(snapshot));
    panel.disposed.connect(() => this.dispose(), this);
    panel.model?.contentChanged.connect(this.onContent, this);
    room.changed.connect(this.onRoom, this);
    this.onRoom(room, room.view);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    if (!this.disposed) {
      this.disposed = true;
      this.snapshots.dispose();
      window.clearTimeout(this.saveTimer);
      Signal.clearData(this);
    }
  }

  private onRoom(_: Room, view: IRoomView): void {
    const before = this.link;
    this.link = view.link;
    this.away ||= LEFT.has(view.link);
    if (view.link === 'live' && before !== 'live' && !this.entering) {
      this.entering = true;
      void this.enter().finally(() => {
        this.entering = false;
        this.follow(this.room.view);
      });
    } else if (!this.entering) {
      this.follow(view);
    }
    this.setReadOnly(this.away || view.state?.interview.state === 'paused');
  }

  /** The room is this tab's. Another that held it meanwhile may have saved the file: read it again. */
  private async enter(): Promise<void> {
    const { context } = this.panel;
    const fresh = this.away || !this.recording;
    if (this.away) {
      this.recording = false;
      await context.revert();
      this.away = false;
      this.shown = null;
      this.setReadOnly(false);
    }
    const { model } = this.panel;
    const state = this.room.view.state;
    if (this.disposed || model === null || state === null) {
      return;
    }
    if (fresh) {
      this.candidateCells().forEach(cell => this.snapshots.baseline(cell));
      this.recording = true;
    }
    const { interviewId, tabId } = this.room;
    if (markOf(model)?.tab !== tabId) {
      setMark(model, { interview: interviewId, tab: tabId });
    }
    await this.save();
    await ensureKernel(context.sessionContext, state.interview.kernelName);
  }

  private follow(view: IRoomView): void {
    if (this.recording && view.link === 'live') {
      this.insert(view.cells);
      this.showQuestion(view.cells);
    }
  }

  private insert(cells: readonly IPlacedCell[]): void {
    const { model } = this.panel;
    const added = model === null ? [] : insertMissing(model, cells);
    if (added.length === 0) {
      return;
    }
    for (const { cell } of added) {
      if (cell.role === 'starter') {
        const { id, cellType, source } = cell;
        this.snapshots.baseline({ cellId: id, cellType, source });
      }
    }
    this.reveal(added[added.length - 1].cell.id);
    void this.save();
  }

  /** Bring the newest question into sight, after a reload too, with its starter cell active; the focus stays where it is. */
  private showQuestion(cells: readonly IPlacedCell[]): void {
    const starters = cells.filter(({ cell }) => cell.role === 'starter');
    const newest = starters[starters.length - 1];
    if (newest === undefined || newest.seq === this.shown) {
      return;
    }
    this.shown = newest.seq;
    const notebook = this.panel.content;
    const at = this.indexOf(newest.cell.id);
    if (at !== -1) {
      notebook.activeCellIndex = at;
      const first = cells.find(({ seq }) => seq === newest.seq);
      this.reveal(first?.cell.id ?? newest.cell.id);
    }
  }

  private reveal(cellId: string): void {
    const at = this.indexOf(cellId);
    if (at !== -1) {
      void this.panel.content.scrollToItem(at, 'start');
    }
  }

  private indexOf(cellId: string): number {
    return this.panel.content.widgets.findIndex(
      ({ model }) => model.id === cellId
    );
  }

  private onContent(): void {
    if (this.recording && !HANDS_OFF.has(this.link)) {
      this.candidateCells().forEach(cell => this.snapshots.offer(cell));
      window.clearTimeout(this.saveTimer);
      this.saveTimer = window.setTimeout(() => void this.save(), SAVE_AFTER_MS);
    }
  }

  private candidateCells(): Snapshot[] {
    const cells = this.panel.model?.sharedModel.cells ?? [];
    return cells.filter(isCandidates).map(cell => ({
      cellId: cell.id,
      cellType: cell.cell_type as Snapshot['cellType'],
      source: cell.getSource()
    }));
  }

  /** One save after the other: JupyterLab takes what an unanswered one wrote for somebody else's change. */
  private save(): Promise<void> {
    const next = () => this.saveNow();
    this.saving = this.saving.then(next, next);
    return this.saving;
  }

  /** Save unless the room is another tab's: the server would refuse it. */
  private async saveNow(): Promise<void> {
    const { context, model } = this.panel;
    const state = this.room.view.state?.interview.state ?? '';
    if (this.link === 'live' && RUNNING.has(state) && model?.dirty) {
      await context.save();
    }
  }

  /** Cells may be read, and the notebook's own idea of which are editable stays as it is. */
  private setReadOnly(readOnly: boolean): void {
    if (readOnly === this.readOnly) {
      return;
    }
    this.readOnly = readOnly;
    this.panel.toggleClass('jpi-mod-readonly', readOnly);
    for (const cell of this.panel.content.widgets) {
      cell.syncEditable = !readOnly;
      if (readOnly) {
        cell.readOnly = true;
      }
    }
  }

  private disposed = false;
  private entering = false;
  /** Whether the notebook was entered once, so that changes in it are the candidate's. */
  private recording = false;
  /** Whether another tab had the room since the file was read. */
  private away = false;
  private readOnly = false;
  /** The question that was brought into sight last, by its seq. */
  private shown: number | null = null;
  private link: Link = 'idle';
  private saveTimer: number | undefined;
  private saving: Promise<void> = Promise.resolve();
  private readonly snapshots: Snapshots;
}

const LEFT: ReadonlySet<Link> = new Set(['elsewhere', 'lost']);
const HANDS_OFF: ReadonlySet<Link> = new Set(['elsewhere', 'lost', 'closed']);

/** Whether the notebook belongs to an interview, once its file is read. */
export async function interviewOf(
  panel: NotebookPanel
): Promise<string | null> {
  await panel.context.ready;
  return panel.isDisposed || panel.model === null
    ? null
    : (markOf(panel.model)?.interview ?? null);
}
