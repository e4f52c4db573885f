import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { abilitiesOf } from '../src/model/abilities';
import {
  crossedMark,
  formatClock,
  remainingSeconds,
  stepSeconds
} from '../src/model/clock';
import { EMPTY_VIEW, IRoomView } from '../src/model/view';
import { roomState, summary } from './support';

const view = (changes = {}, link: IRoomView['link'] = 'live'): IRoomView => ({
  ...EMPTY_VIEW,
  link,
  state: roomState(changes),
  stateAt: 50_000
});

describe('the clock', () => {
  it('runs on from what the server said, and stands when the server says so', () => {
    assert.equal(remainingSeconds(view(), 60_000), 1990);
    assert.equal(remainingSeconds(view({ clockRunning: false }), 60_000), 2000);
    assert.equal(remainingSeconds(view(), 10_000_000), 0);
    assert.equal(remainingSeconds(EMPTY_VIEW, 0), null);
  });

  it('crosses each mark once', () => {
    assert.equal(crossedMark(600.4, 599.4), 600);
    assert.equal(crossedMark(599.4, 598.4), null);
    assert.equal(crossedMark(60.1, 60), 60);
    assert.equal(crossedMark(590, 610), null);
  });

  it('is written as people read it', () => {
    assert.equal(formatClock(0), '0:00');
    assert.equal(formatClock(59.2), '1:00');
    assert.equal(formatClock(605), '10:05');
    assert.equal(formatClock(3661), '1:01:01');
  });
});

describe('the time of a step', () => {
  const step = {
    step: 'estimation',
    number: 2,
    total: 4,
    minutes: 8,
    secondsLeft: 30
  } as const;

  it('runs with the clock, and on below nothing', () => {
    assert.equal(stepSeconds(view({ step }), 60_000), 20);
    assert.equal(stepSeconds(view({ step }), 90_000), -10);
    assert.equal(stepSeconds(view({ step, clockRunning: false }), 90_000), 30);
    assert.equal(stepSeconds(view(), 60_000), null);
  });

  it('decides what can be handed in', () => {
    const interview = summary({ kind: 'system_design' });
    const able = (name: string) =>
      abilitiesOf(view({ interview, step: { ...step, step: name } }));
    assert.deepEqual(
      ['requirements', 'estimation', 'design', 'deep_dives'].map(
        name => able(name).check
      ),
      [false, true, true, false]
    );
    assert.equal(able('design').submit, false);
    assert.equal(abilitiesOf(view()).check, false);
  });
});

describe('abilities', () => {
  it('follow phase and judging', () => {
    assert.equal(abilitiesOf(view()).submit, true);
    assert.equal(abilitiesOf(view({ judging: true })).submit, false);
    assert.equal(abilitiesOf(view({ phase: 'complexity' })).hint, false);
    assert.equal(abilitiesOf(view({ hintsLeft: 0 })).hint, false);
    const between = abilitiesOf(view({ phase: 'between', canPause: true }));
    assert.deepEqual(
      [between.submit, between.next, between.pause],
      [false, true, true]
    );
  });

  it('leave nothing to do in a room that is over, or another tab has', () => {
    const over = view({ interview: summary({ state: 'completed' }) });
    for (const ended of [over, view({ phase: 'ended' }), view({}, 'lost')]) {
      assert.deepEqual(
        new Set(Object.values(abilitiesOf(ended))),
        new Set([false])
      );
    }
  });

  it('let the candidate write on while the room reconnects', () => {
    const { chat, run, submit } = abilitiesOf(view({}, 'reconnecting'));
    assert.deepEqual([chat, run, submit], [true, true, false]);
  });
});
