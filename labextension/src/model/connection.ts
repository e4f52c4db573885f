import type { ErrorBody, Join, ServerFrame } from '../api/protocol';
import { backoff } from './backoff';
import type { ClientEvent, IClientFrame } from './outbox';
import { parseFrame } from './reducer';
import type { Link } from './view';

const HEARTBEAT_MS = 10_000;
/** After so many heartbeats without any answer the link is taken for dead. */
const SILENT_HEARTBEATS = 2;

/** The part of a WebSocket that is needed. */
export interface ISocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: (() => void) | null;
}

export interface IConnectionOptions {
  openSocket: () => ISocket;
  tabId: string;
  makeId: () => string;
  random: () => number;
  lastSeq: () => number;
  /** Every frame of the server, after the connection took its own part of it. */
  onFrame: (frame: ServerFrame) => void;
  onLink: (link: Link) => void;
}

/**
 * One channel that joins, keeps itself alive and comes back.
 *
 * It knows when the room is joined and when it is another tab's; what frames mean is the room's business.
 */
export class Connection {
  constructor(private readonly options: IConnectionOptions) {}

  get link(): Link {
    return this._link;
  }

  /** Connect and join; with `takeOver` take the room from the tab that holds it. */
  open(takeOver: boolean): void {
    this.drop();
    this.attempt = 0;
    this.takeOver = takeOver;
    this.connect('connecting');
  }

  /** Leave for good. */
  close(): void {
    this.drop();
    this.become('closed');
  }

  /** Try now instead of after the back-off: the network is said to be back. */
  nudge(): void {
    if (this.retryTimer !== null) {
      this.drop();
      this.connect('reconnecting');
    }
  }

  /** Send when the room is joined; returns whether it was sent. */
  send(frame: IClientFrame): boolean {
    if (this._link !== 'live' || this.socket === null) {
      return false;
    }
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private connect(link: Link): void {
    this.become(link);
    const socket = this.options.openSocket();
    this.socket = socket;
    socket.onopen = () => this.join(socket);
    socket.onmessage = ({ data }) => this.receive(data);
    socket.onclose = () => this.retry();
  }

  private join(socket: ISocket): void {
    const { tabId, lastSeq } = this.options;
    const data: Join = {
      tabId,
      lastSeq: lastSeq(),
      takeOver: this.takeOver
    };
    const frame = this.frame('interview:join', data);
    this.joinId = frame.id;
    socket.send(JSON.stringify(frame));
  }

  private receive(text: string): void {
    const frame = parseFrame(text);
    this.silentBeats = 0;
    if (frame === null || this.isAnswerToHeartbeat(frame)) {
      return;
    }
    if (frame.event === 'tab:lost') {
      this.leave('lost');
    } else if (frame.event === 'error') {
      this.refused(frame.data as ErrorBody, frame.id ?? null);
    }
    const joining = frame.event === 'interview:state' && this._link !== 'live';
    this.options.onFrame(frame);
    // Whoever read the state may have left because of it.
    if (joining && this.socket !== null) {
      this.joined();
    }
  }

  private joined(): void {
    this.attempt = 0;
    this.takeOver = false;
    this.beatTimer = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.become('live');
  }

  private refused(error: ErrorBody, id: string | null): void {
    const joining = id !== null && id === this.joinId;
    if (error.code === 'tab_lost') {
      this.leave(joining ? 'elsewhere' : 'lost');
    } else if (error.code === 'ownership_lost') {
      // Another server took the interview over; joining again brings it here.
      this.retry();
    } else if (joining && TEMPORARY.has(error.code)) {
      this.retry();
    } else if (joining) {
      this.leave('closed');
    }
  }

  /** What answers a heartbeat is nobody else's business, unless it says that the room is lost. */
  private isAnswerToHeartbeat(frame: ServerFrame): boolean {
    if (frame.id === undefined || frame.id !== this.beatId) {
      return false;
    }
    this.beatsAnswered = true;
    return !(
      frame.event === 'error' && (frame.data as ErrorBody).code === 'tab_lost'
    );
  }

  private beat(): void {
    if (this.beatsAnswered && this.silentBeats >= SILENT_HEARTBEATS) {
      this.retry();
      return;
    }
    this.silentBeats += 1;
    const frame = this.frame('tab:heartbeat', { tabId: this.options.tabId });
    this.beatId = frame.id;
    this.send(frame);
  }

  private retry(): void {
    this.drop();
    this.become('reconnecting');
    const wait = backoff(this.attempt, this.options.random);
    this.attempt += 1;
    this.retryTimer = setTimeout(() => {
      this.retryTimer = null;
      this.connect('reconnecting');
    }, wait);
  }

  private leave(link: Link): void {
    this.drop();
    this.become(link);
  }

  /** Let go of the socket and of every timer, silently. */
  private drop(): void {
    if (this.beatTimer !== null) {
      clearInterval(this.beatTimer);
      this.beatTimer = null;
    }
    if (this.retryTimer !== null) {
      clearTimeout(this.retryTimer);
      this.retryTimer = null;
    }
    this.silentBeats = 0;
    this.joinId = null;
    if (this.socket !== null) {
      const socket = this.socket;
      this.socket = null;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  private become(link: Link): void {
    if (link !== this._link) {
      this._link = link;
      this.options.onLink(link);
    }
  }

  private frame(event: ClientEvent, data: object): IClientFrame {
    return { event, id: this.options.makeId(), data };
  }

  private _link: Link = 'idle';
  private socket: ISocket | null = null;
  private attempt = 0;
  private takeOver = false;
  private joinId: string | null = null;
  private beatId: string | null = null;
  private beatsAnswered = false;
  private silentBeats = 0;
  private beatTimer: ReturnType<typeof setInterval> | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
}

/** Refusals that the same frame may not meet a moment later. */
export const TEMPORARY: ReadonlySet<string> = new Set([
  'unavailable',
  'sandbox_unavailable',
  'ownership_lost'
]);
