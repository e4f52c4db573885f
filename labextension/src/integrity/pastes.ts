/** How much was pasted; the text itself goes nowhere. */
export interface IPasteSize {
  readonly characters: number;
  readonly lines: number;
  readonly own: boolean;
}

/** Measures pastes, and knows which text was copied in the same notebook. */
export class Pastes {
  /** Text was copied or cut here. */
  copied(text: string): void {
    this.last = plain(text);
  }

  /** Null for a paste without text, such as an image. */
  measure(text: string): IPasteSize | null {
    const pasted = plain(text);
    if (pasted === '') {
      return null;
    }
    return {
      characters: [...pasted].length,
      lines: pasted.split('\n').length,
      own: pasted === this.last
    };
  }

  private last: string | null = null;
}

/** The clipboard of some systems has its own line ends. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
