import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { placeBand } from '../src/model/band';
import { monthStarts, squares } from '../src/model/calendar';
import { EVERYTHING, fits, outcomeOf } from '../src/model/history';
import { summary } from './support';

describe('the calendar', () => {
  const year = squares(
    '2026-11-25',
    [
      { day: '2026-11-25', interviews: 1 },
      { day: '2026-03-29', interviews: 9 },
      { day: '2020-01-01', interviews: 1 }
    ],
    53
  );

  it('goes from a Monday to today, without a date left out or doubled', () => {
    assert.equal(year[0].day, '2025-11-24');
    assert.equal(year.at(-1)?.day, '2026-11-25');
    assert.equal(year.length, 52 * 7 + 3);
    assert.equal(new Set(year.map(({ day }) => day)).size, year.length);
  });

  it('puts dates under their weekday, over both changes of the clocks', () => {
    for (const { day, weekday } of year) {
      assert.equal((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7, weekday);
    }
  });

  it('shows how much was done', () => {
    const level = (day: string) => year.find(x => x.day === day)?.level;
    assert.equal(level('2026-11-25'), 1);
    assert.equal(level('2026-03-29'), 4);
    assert.equal(level('2026-11-24'), 0);
  });

  it('names each month once', () => {
    assert.equal(monthStarts(year).length, 12);
    assert.deepEqual(monthStarts(year)[0], { week: 1, day: '2025-12-01' });
  });
});

describe('the history', () => {
  const completed = { state: 'completed', questionCount: 2 } as const;

  it('says how an interview went', () => {
    const of = (changes: object) => outcomeOf(summary(changes));
    assert.equal(of({ ...completed, questionsAccepted: 2 }), 'solved');
    assert.equal(of({ ...completed, questionsAccepted: 1 }), 'partly');
    assert.equal(of({ ...completed, questionsClosed: 2 }), 'unsolved');
    assert.equal(of({ state: 'abandoned', questionsAccepted: 2 }), 'abandoned');
    assert.equal(of({ state: 'paused' }), 'unfinished');
    const design = { ...completed, kind: 'system_design', questionsClosed: 2 };
    assert.equal(of(design), 'solved');
  });

  it('is narrowed by each field and by words in any order', () => {
    const one = summary({
      ...completed,
      language: 'java',
      titles: ['Two lights on a Lamp', 'Islands'],
      createdAt: '2026-03-02T10:00:00Z'
    });
    const found = (changes: object) => fits(one, { ...EVERYTHING, ...changes });
    assert.ok(found({}));
    assert.ok(found({ kind: 'dsa', language: 'java', outcome: 'unsolved' }));
    assert.ok(found({ text: ' LAMP  two ' }));
    assert.ok(found({ text: '2026-03 islands' }));
    assert.ok(!found({ text: 'lamp river' }));
    assert.ok(!found({ kind: 'system_design' }));
    assert.ok(!found({ language: 'python' }));
    assert.ok(!found({ outcome: 'solved' }));
  });
});

describe('the band of an ability', () => {
  const frame = { left: 20, right: 120, top: 0, bottom: 100 };
  const at = (day: number) => `2026-03-0${day}T10:00:00Z`;

  it('is placed by time and by standard deviations', () => {
    const { points, ticks } = placeBand(
      [
        { at: at(1), mean: 0, sd: 1 },
        { at: at(2), mean: 0.5, sd: 0.5 },
        { at: at(5), mean: -0.5, sd: 0.25 }
      ],
      frame
    );
    assert.deepEqual(
      ticks.map(({ value, y }) => [value, y]),
      [
        [-1, 100],
        [0, 50],
        [1, 0]
      ]
    );
    assert.deepEqual(points[0], { x: 20, mean: 50, low: 100, high: 0 });
    assert.deepEqual(points[1], { x: 45, mean: 25, low: 50, high: 0 });
    assert.deepEqual(points[2], { x: 120, mean: 75, low: 87.5, high: 62.5 });
  });

  it('keeps a single point in the middle and all of it in the picture', () => {
    const { points, ticks } = placeBand(
      [{ at: at(1), mean: 2, sd: 0.9 }],
      frame
    );
    assert.equal(points[0].x, 70);
    assert.ok(points[0].high > frame.top);
    assert.deepEqual([ticks[0].value, ticks.at(-1)?.value], [-1, 3]);
  });
});
