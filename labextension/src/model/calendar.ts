import type { CalendarDay } from '../api/protocol';

const DAY_MS = 86_400_000;

/** One date of the calendar: a column a week, a row a weekday. */
export interface ISquare {
  day: string;
  /** From 0, the oldest. */
  week: number;
  /** From 0, a Monday. */
  weekday: number;
  interviews: number;
  /** 0 for none, to 4. */
  level: number;
}

/** The dates of so many weeks, up to today. Dates are compared as dates: no zone has a part in it. */
export function squares(
  today: string,
  days: readonly CalendarDay[],
  weeks: number
): ISquare[] {
  const counts = new Map(days.map(({ day, interviews }) => [day, interviews]));
  const last = numberOf(today);
  const first = last - weekday(last) - (weeks - 1) * 7;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = textOf(first + index);
    const interviews = counts.get(day) ?? 0;
    return {
      day,
      week: Math.floor(index / 7),
      weekday: index % 7,
      interviews,
      level: Math.min(interviews, 4)
    };
  });
}

/** The weeks in which a month begins, for the labels above them. */
export function monthStarts(
  year: readonly ISquare[]
): { week: number; day: string }[] {
  return year
    .filter(({ day }) => day.endsWith('-01'))
    .map(({ week, day }) => ({ week, day }));
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function textOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970 began on a Thursday. */
function weekday(number: number): number {
  return (number + 3) % 7;
}
