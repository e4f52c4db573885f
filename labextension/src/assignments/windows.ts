/** A window of time in words. */
export interface IWindow {
  /** In the reader's own zone. */
  readonly own: string;
  /** In the educator's, where the clocks there show something else. */
  readonly theirs: string | null;
}

export function windowWords(
  opensAt: string,
  closesAt: string,
  zones: { own: string; theirs: string },
  locale?: string
): IWindow {
  const range = (zone: string, named: boolean) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
      ...(named ? { timeZoneName: 'short' } : {})
    }).formatRange(new Date(opensAt), new Date(closesAt));
  const differs = range(zones.own, false) !== range(zones.theirs, false);
  return {
    own: range(zones.own, true),
    theirs: differs ? range(zones.theirs, true) : null
  };
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
