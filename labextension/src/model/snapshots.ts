import type { Snapshot } from '../api/protocol';

const INTERVAL_MS = 2000;

interface ITracked {
  /** What the server was told, or what the cell held when the room was entered. */
  told: string;
  latest: Snapshot;
  sentAt: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** Sends a cell's source when it changed, at most once in two seconds a cell, and always the last state. */
export class Snapshots {
  constructor(private readonly send: (snapshot: Snapshot) => void) {}

  /** Take what a cell holds as known to the server. */
  baseline(snapshot: Snapshot): void {
    this.drop(snapshot.cellId);
    this.cells.set(snapshot.cellId, {
      told: snapshot.source,
      latest: snapshot,
      sentAt: -Infinity,
      timer: null
    });
  }

  /** The cell holds this now. */
  offer(snapshot: Snapshot): void {
    const cell = this.cells.get(snapshot.cellId);
    if (cell === undefined) {
      this.baseline({ ...snapshot, source: '' });
      this.offer(snapshot);
      return;
    }
    cell.latest = snapshot;
    if (cell.timer === null && cell.latest.source !== cell.told) {
      const wait = Math.max(0, cell.sentAt + INTERVAL_MS - Date.now());
      cell.timer = setTimeout(() => this.flush(cell), wait);
    }
  }

  dispose(): void {
    [...this.cells.keys()].forEach(id => this.drop(id));
  }

  private flush(cell: ITracked): void {
    cell.timer = null;
    if (cell.latest.source !== cell.told) {
      cell.told = cell.latest.source;
      cell.sentAt = Date.now();
      this.send(cell.latest);
    }
  }

  private drop(id: string): void {
    const timer = this.cells.get(id)?.timer ?? null;
    if (timer !== null) {
      clearTimeout(timer);
    }
    this.cells.delete(id);
  }

  private readonly cells = new Map<string, ITracked>();
}
