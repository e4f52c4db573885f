import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { Snapshots } from '../src/model/snapshots';

const cell = (source: string, cellId = 'c') => ({
  cellId,
  cellType: 'code' as const,
  source
});

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
afterEach(() => mock.timers.reset());

describe('Snapshots', () => {
  it('send at most one in two seconds a cell, and always the last state', () => {
    const sent: string[] = [];
    const snapshots = new Snapshots(({ source }) => sent.push(source));
    snapshots.baseline(cell(''));
    for (let typed = 1; typed <= 50; typed += 1) {
      snapshots.offer(cell('x'.repeat(typed)));
      mock.timers.tick(100);
    }
    mock.timers.tick(2000);
    assert.ok(sent.length >= 3 && sent.length <= 4, `${sent.length} were sent`);
    assert.equal(sent[sent.length - 1], 'x'.repeat(50));
  });

  it('send nothing that did not change, or changed back', () => {
    const sent: string[] = [];
    const snapshots = new Snapshots(({ source }) => sent.push(source));
    snapshots.baseline(cell('a'));
    snapshots.offer(cell('a'));
    snapshots.offer(cell('ab'));
    snapshots.offer(cell('a'));
    mock.timers.tick(5000);
    assert.deepEqual(sent, []);
  });

  it('keep the cells apart, and send a new cell once it holds something', () => {
    const sent: string[] = [];
    const snapshots = new Snapshots(({ cellId }) => sent.push(cellId));
    snapshots.offer(cell('1', 'a'));
    snapshots.offer(cell('', 'b'));
    snapshots.offer(cell('1', 'c'));
    mock.timers.tick(0);
    assert.deepEqual(sent, ['a', 'c']);
  });

  it('send nothing after they are disposed', () => {
    const sent: string[] = [];
    const snapshots = new Snapshots(({ source }) => sent.push(source));
    snapshots.offer(cell('a'));
    snapshots.dispose();
    mock.timers.tick(5000);
    assert.deepEqual(sent, []);
  });
});
