/** A frame as it goes over the wire. */
export interface IClientFrame {
  readonly event: ClientEvent;
  readonly id: string;
  readonly data: object;
}

export type ClientEvent =
  | 'interview:join'
  | 'interview:message'
  | 'interview:hint'
  | 'interview:next'
  | 'interview:pause'
  | 'interview:end'
  | 'code:submit'
  | 'code:examples'
  | 'design:check'
  | 'cell:snapshot'
  | Told
  | 'tab:heartbeat';

/** What the page tells by itself: nobody waits for an answer, and a refusal is no news. */
export type Told = 'focus:changed' | 'text:pasted' | 'extensions:found';

export const TOLD: ReadonlySet<string> = new Set<Told>([
  'focus:changed',
  'text:pasted',
  'extensions:found'
]);

/** Where frames outlive a reload of the page. */
export interface IOutboxStore {
  load(): readonly IClientFrame[];
  save(frames: readonly IClientFrame[]): void;
}

/**
 * Frames that the server has not acknowledged, in the order they were made.
 *
 * They are sent again after every reconnect with the id they were born with, so what happened once does not happen twice.
 */
export class Outbox {
  constructor(private readonly store: IOutboxStore) {
    this.frames = store.load();
  }

  get pending(): readonly IClientFrame[] {
    return this.frames;
  }

  /** Of the snapshots of one cell only the last matters: an older one that waits is dropped. */
  add(frame: IClientFrame): void {
    this.set([...this.frames.filter(old => !supersedes(frame, old)), frame]);
  }

  /** The server answered the frame of this id: it is settled, done or refused. */
  settle(id: string): void {
    this.set(this.frames.filter(frame => frame.id !== id));
  }

  find(id: string): IClientFrame | undefined {
    return this.frames.find(frame => frame.id === id);
  }

  /** Every frame of this kind is settled by what happened since. */
  drop(event: ClientEvent): void {
    this.set(this.frames.filter(frame => frame.event !== event));
  }

  clear(): void {
    this.set([]);
  }

  private set(frames: readonly IClientFrame[]): void {
    this.frames = frames;
    this.store.save(frames);
  }

  private frames: readonly IClientFrame[];
}

function supersedes(frame: IClientFrame, old: IClientFrame): boolean {
  return (
    frame.event === 'cell:snapshot' &&
    old.event === 'cell:snapshot' &&
    (frame.data as { cellId: string }).cellId ===
      (old.data as { cellId: string }).cellId
  );
}
