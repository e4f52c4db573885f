const DAY_MS = 86_400_000;
const FIELDS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
};

/** The zone itself, or UTC where this browser does not know it. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
      .timeZone;
  } catch {
    return 'UTC';
  }
}

/** What the clocks of a zone show, as the milliseconds at which those of UTC show the same. */
function wallOf(instant: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-hc-h23', {
    ...FIELDS,
    timeZone: zone
  });
  const parts = new Map(
    format.formatToParts(instant).map(({ type, value }) => [type, value])
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  );
}

/** A time as a field of the page holds it, `2026-11-25T09:00`, on the clocks of a zone. */
export function localOf(iso: string, zone: string): string {
  return new Date(wallOf(Date.parse(iso), knownZone(zone)))
    .toISOString()
    .slice(0, 16);
}

/**
 * The instant at which the clocks of a zone show `local`; null for what is no time. Of an hour that comes twice the first is
 * meant; in one that is left out, the clocks are read as they were before the change.
 */
export function instantOf(local: string, zone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (local === '' || Number.isNaN(wall)) {
    return null;
  }
  const known = knownZone(zone);
  const offset = (instant: number) => wallOf(instant, known) - instant;
  const tries = [wall - offset(wall - DAY_MS), wall - offset(wall + DAY_MS)];
  const fits = tries.find(instant => wallOf(instant, known) === wall);
  return new Date(fits ?? tries[0]).toISOString();
}

/** A window of time on the clocks of a zone, the zone named. */
export function windowWords(
  opensAt: string,
  closesAt: string,
  zone: string,
  locale?: string
): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: knownZone(zone)
  });
  return format.formatRange(Date.parse(opensAt), Date.parse(closesAt));
}

/** The time zones that this browser knows, and with them the ones that are in use here. */
export function zoneNames(used: readonly string[]): readonly string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...all, ...used.map(knownZone)])].sort();
}
