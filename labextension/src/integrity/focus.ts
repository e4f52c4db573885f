/** Shorter losses are no news: a dialog of the browser, a click beside the window. */
export const GRACE_MS = 1000;

export interface IFocusOptions {
  /** Whether the window has the focus now. */
  hasFocus: () => boolean;
  /** The present in milliseconds. */
  now: () => number;
  /** `since`: when it began; `seconds`: for how long it was lost, when it is back. */
  tell: (focused: boolean, since: number, seconds: number) => void;
}

/** Tells when the window lost the focus for longer than the grace, and when it has it again. */
export class FocusWatch {
  constructor(private readonly options: IFocusOptions) {}

  /** Look: something may have changed. */
  check(): void {
    const focused = this.options.hasFocus();
    if (focused) {
      this.back();
    } else if (this.lostAt === null) {
      this.lostAt = this.options.now();
      this.timer = setTimeout(() => this.tellLoss(), GRACE_MS);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private tellLoss(): void {
    if (this.lostAt !== null && !this.told) {
      this.told = true;
      this.options.tell(false, this.lostAt, 0);
    }
  }

  private back(): void {
    clearTimeout(this.timer);
    const { lostAt } = this;
    const now = this.options.now();
    if (lostAt !== null && now - lostAt >= GRACE_MS) {
      this.tellLoss(); // timers of a hidden page may sleep
      this.options.tell(true, now, Math.round((now - lostAt) / 1000));
    }
    this.lostAt = null;
    this.told = false;
  }

  private lostAt: number | null = null;
  private told = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
}
