import type { TranslationBundle } from '@jupyterlab/translation';

import { crossedMark, remainingSeconds } from './model/clock';
import type { Room } from './model/room';
import type { IRoomView } from './model/view';
import { linkWords, minutesWords, outcomeWords } from './words';

/**
 * Tells screen readers what happens outside the place where the focus is: time, connection, verdicts.
 *
 * One region for the whole page, for panel and notebook may each be hidden. The conversation announces itself (`role=log`).
 */
export class Announcer {
  constructor(private readonly trans: TranslationBundle) {
    this.region = document.createElement('div');
    this.region.className = 'jpi-Announcer';
    this.region.dataset.testid = 'jpi-announcer';
    this.region.setAttribute('role', 'status');
    this.region.setAttribute('aria-live', 'polite');
    document.body.appendChild(this.region);
  }

  /** Follow a room in place of the one before. */
  follow(room: Room | null): void {
    this.room?.changed.disconnect(this.onRoom, this);
    window.clearInterval(this.timer);
    this.room = room;
    this.left = null;
    if (room !== null) {
      this.before = room.view;
      room.changed.connect(this.onRoom, this);
      this.timer = window.setInterval(() => this.onSecond(room.view), 1000);
    }
  }

  private onRoom(_: Room, view: IRoomView): void {
    const { before, trans } = this;
    this.before = view;
    if (before === null) {
      return;
    }
    if (view.link !== before.link) {
      this.say(linkWords(trans, view.link));
    }
    const last = view.entries[view.entries.length - 1];
    if (view.link !== 'live' || view.entries.length === before.entries.length) {
      return;
    }
    if (last.type === 'judged') {
      const { verdict, passed, total } = last.judgement;
      const words = outcomeWords(trans, last.purpose, verdict);
      this.say(trans.__('%1: %2 of %3 tests passed', words, passed, total));
    } else if (last.type === 'posted') {
      this.say(
        trans.__('Question %1, %2, is in the notebook', last.number, last.title)
      );
    }
  }

  private onSecond(view: IRoomView): void {
    const left = remainingSeconds(view, Date.now());
    const mark =
      left === null || this.left === null ? null : crossedMark(this.left, left);
    this.left = left;
    if (mark !== null) {
      this.say(this.trans.__('%1 left', minutesWords(this.trans, mark)));
    }
  }

  private say(text: string): void {
    this.region.textContent = text;
  }

  private readonly region: HTMLElement;
  private room: Room | null = null;
  private before: IRoomView | null = null;
  private left: number | null = null;
  private timer: number | undefined;
}
