import { ISignal, Signal } from '@lumino/signaling';

import type {
  ErrorBody,
  Extensions,
  FocusNow,
  HandIn,
  Pasted,
  ServerFrame,
  Snapshot,
  Submit
} from '../api/protocol';
import { RUNNING } from './abilities';
import { Connection, IConnectionOptions, TEMPORARY } from './connection';
import {
  ClientEvent,
  IClientFrame,
  IOutboxStore,
  Outbox,
  Told,
  TOLD
} from './outbox';
import { reduce } from './reducer';
import { EMPTY_VIEW, IRoomView, Link } from './view';

const TRIES = 6;
const RETRY_MS = 2000;

interface ITold {
  'focus:changed': FocusNow;
  'text:pasted': Pasted;
  'extensions:found': Extensions;
}

export interface IRoomOptions extends Pick<
  IConnectionOptions,
  'openSocket' | 'tabId' | 'makeId' | 'random'
> {
  interviewId: string;
  store: IOutboxStore;
}

/**
 * One interview as a browser tab sees it: what the server said, and what the candidate did that the server must still hear.
 *
 * Pure of the page: the widgets read `view` and call the verbs, the notebook binding does likewise.
 */
export class Room {
  constructor(private readonly options: IRoomOptions) {
    this.outbox = new Outbox(options.store);
    this.connection = new Connection({
      ...options,
      lastSeq: () => this._view.lastSeq,
      onFrame: frame => this.receive(frame),
      onLink: link => this.onLink(link)
    });
    const echoes = this.outbox.pending
      .filter(frame => frame.event === 'interview:message')
      .map(({ id, data }) => this.echo(id, (data as { text: string }).text));
    this._view = { ...EMPTY_VIEW, echoes };
  }

  get interviewId(): string {
    return this.options.interviewId;
  }

  get tabId(): string {
    return this.options.tabId;
  }

  get view(): IRoomView {
    return this._view;
  }

  get changed(): ISignal<this, IRoomView> {
    return this._changed;
  }

  connect(takeOver = false): void {
    this.connection.open(takeOver);
  }

  nudge(): void {
    this.connection.nudge();
  }

  close(): void {
    this.connection.close();
  }

  say(text: string): void {
    const id = this.post('interview:message', { text: text.trim() });
    this.update({ echoes: [...this._view.echoes, this.echo(id, text.trim())] });
  }

  /** Send a refused message again, as a new one. */
  sayAgain(echoId: string): void {
    const echo = this._view.echoes.find(({ id }) => id === echoId);
    if (echo?.status === 'failed') {
      this.update({ echoes: this._view.echoes.filter(it => it !== echo) });
      this.say(echo.text);
    }
  }

  submit(body: Submit): void {
    this.post('code:submit', body);
  }

  runExamples(body: Submit): void {
    this.post('code:examples', body);
  }

  handIn(body: HandIn): void {
    this.post('design:check', body);
  }

  askHint(): void {
    this.post('interview:hint', {});
  }

  next(): void {
    this.post('interview:next', {});
  }

  pause(): void {
    this.post('interview:pause', {});
  }

  end(): void {
    this.post('interview:end', {});
  }

  saveCell(snapshot: Snapshot): void {
    this.post('cell:snapshot', snapshot);
  }

  dismissMove(): void {
    this.update({ moved: null });
  }

  /** What an assignment records of how it is sat. */
  tell<Name extends Told>(event: Name, data: ITold[Name]): void {
    this.post(event, data);
  }

  dismissError(): void {
    this.update({ error: null });
  }

  private post(event: ClientEvent, data: object): string {
    const frame: IClientFrame = { event, id: this.options.makeId(), data };
    this.outbox.add(frame);
    if (event !== 'cell:snapshot' && !TOLD.has(event)) {
      this.update({ error: null });
    }
    this.connection.send(frame);
    return frame.id;
  }

  private receive(frame: ServerFrame): void {
    const id = frame.id ?? null;
    if (id !== null && frame.event === 'error') {
      const { code } = frame.data as ErrorBody;
      if (TEMPORARY.has(code) && this.tryLater(id)) {
        return;
      }
    }
    const told = id !== null && TOLD.has(this.outbox.find(id)?.event ?? '');
    if (id !== null && (frame.event === 'error' || frame.event === 'ack')) {
      this.tries.delete(id);
      this.outbox.settle(id);
    }
    // Losing the room is a state of the link, not a notice.
    const lost =
      frame.event === 'error' && (frame.data as ErrorBody).code === 'tab_lost';
    if (!lost && !(told && frame.event === 'error')) {
      this.set(reduce(this._view, frame, Date.now()));
    }
    if (frame.event === 'interview:state') {
      this.leaveIfOver();
    }
  }

  /** A paused interview has no room until it is resumed, one that is over never again; neither needs a connection. */
  private leaveIfOver(): void {
    const state = this._view.state?.interview.state ?? '';
    if (state === 'paused') {
      this.outbox.drop('interview:pause');
      this.connection.close();
    } else if (!RUNNING.has(state)) {
      this.outbox.clear();
      this.connection.close();
    }
  }

  /** Send a frame again in a while: a part of the server was away. False when it was tried often enough. */
  private tryLater(id: string): boolean {
    const tried = this.tries.get(id) ?? 0;
    const frame = this.outbox.find(id);
    if (frame === undefined || tried >= TRIES) {
      return false;
    }
    this.tries.set(id, tried + 1);
    setTimeout(() => {
      const pending = this.outbox.find(id);
      if (pending !== undefined) {
        this.connection.send(pending);
      }
    }, RETRY_MS);
    return true;
  }

  private onLink(link: Link): void {
    const live = link === 'live';
    this.update(live ? { link, error: null } : { link, provisional: '' });
    if (live) {
      this.outbox.pending.forEach(frame => this.connection.send(frame));
    }
  }

  private echo(id: string, text: string): IRoomView['echoes'][number] {
    return { id, text, status: 'sending', reason: null };
  }

  private update(changes: Partial<IRoomView>): void {
    this.set({ ...this._view, ...changes });
  }

  private set(view: IRoomView): void {
    if (view !== this._view) {
      this._view = view;
      this._changed.emit(view);
    }
  }

  private _view: IRoomView;
  private readonly connection: Connection;
  private readonly outbox: Outbox;
  private readonly tries = new Map<string, number>();
  private readonly _changed = new Signal<this, IRoomView>(this);
}
