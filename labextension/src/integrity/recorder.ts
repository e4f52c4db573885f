import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';

import type { Room } from '../model/room';
import type { IRoomView } from '../model/view';
import { FocusWatch } from './focus';
import { Pastes } from './pastes';

/**
 * Tells the server of lost focus, of pastes in the notebook and of AI extensions, in an interview that records them. It says so
 * in the room; in any other interview it does nothing.
 */
export class IntegrityRecorder implements IDisposable {
  constructor(
    private readonly panel: NotebookPanel,
    private readonly room: Room,
    /** Packages of AI extensions in this page. */
    private readonly extensions: () => readonly string[]
  ) {
    this.focus = new FocusWatch({
      hasFocus: () => document.hasFocus(),
      now: Date.now,
      tell: (focused, since, seconds) =>
        room.tell('focus:changed', {
          focused,
          at: this.serverTime(since),
          seconds
        })
    });
    room.changed.connect(this.onRoom, this);
    this.onRoom(room, room.view);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    if (!this.disposed) {
      this.disposed = true;
      this.room.changed.disconnect(this.onRoom, this);
      this.listen(false);
      this.focus.dispose();
    }
  }

  private onRoom(_: Room, view: IRoomView): void {
    const recorded = view.state?.watch.recorded ?? false;
    const wanted = recorded && view.link === 'live';
    if (wanted !== this.listening) {
      this.listen(wanted);
    }
    if (wanted && !this.told) {
      this.told = true;
      this.room.tell('extensions:found', {
        extensions: [...this.extensions()]
      });
    }
  }

  private listen(on: boolean): void {
    this.listening = on;
    const change = on ? 'addEventListener' : 'removeEventListener';
    const { node } = this.panel;
    window[change]('blur', this.onFocus);
    window[change]('focus', this.onFocus);
    document[change]('visibilitychange', this.onFocus);
    // Copies after the editor, which puts the text on the clipboard; pastes before it, which may handle them alone.
    node[change]('copy', this.onCopy as EventListener);
    node[change]('cut', this.onCopy as EventListener);
    node[change]('paste', this.onPaste as EventListener, true);
  }

  private readonly onFocus = () => this.focus.check();

  private readonly onCopy = (event: ClipboardEvent) => {
    const put = event.clipboardData?.getData('text/plain') ?? '';
    this.pastes.copied(put || (document.getSelection()?.toString() ?? ''));
  };

  private readonly onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const size = this.pastes.measure(text);
    const cell = this.panel.content.widgets.find(({ node }) =>
      node.contains(event.target as Node)
    );
    if (size !== null && cell !== undefined) {
      const at = this.serverTime(Date.now());
      this.room.tell('text:pasted', { cellId: cell.model.id, ...size, at });
    }
  };

  /** A moment of this computer by the server's clock. */
  private serverTime(moment: number): string {
    const { state, stateAt } = this.room.view;
    const ahead = state === null ? 0 : Date.parse(state.serverTime) - stateAt;
    return new Date(moment + ahead).toISOString();
  }

  private disposed = false;
  private listening = false;
  private told = false;
  private readonly focus: FocusWatch;
  private readonly pastes = new Pastes();
}
