import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { planInsertions } from '../src/model/cells';
import type { IPlacedCell } from '../src/model/view';
import { cell } from './support';

function placed(...ids: string[]): IPlacedCell[] {
  return ids.map((id, seq) => ({
    seq,
    index: 0,
    eventId: `e-${seq}`,
    cell: cell(id)
  }));
}

function apply(present: string[], wanted: IPlacedCell[]): string[] {
  const ids = [...present];
  for (const { index, placed } of planInsertions(present, wanted)) {
    ids.splice(index, 0, placed.cell.id);
  }
  return ids;
}

function permutations(items: string[]): string[][] {
  return items.length < 2
    ? [items]
    : items.flatMap((item, at) =>
        permutations(items.filter((_, index) => index !== at)).map(rest => [
          item,
          ...rest
        ])
      );
}

describe('planInsertions', () => {
  it('appends new cells, after what the candidate wrote', () => {
    assert.deepEqual(apply(['a', 'mine'], placed('a', 'b')), [
      'a',
      'mine',
      'b'
    ]);
  });

  it('puts a late cell before the cells that follow it in the log', () => {
    assert.deepEqual(apply(['x', 'c', 'mine'], placed('a', 'b', 'c')), [
      'x',
      'a',
      'b',
      'c',
      'mine'
    ]);
  });

  it('inserts nothing twice', () => {
    assert.deepEqual(planInsertions(['a', 'b'], placed('a', 'b')), []);
  });

  it('ends in the order of the log, in whatever order its cells come', () => {
    const log = placed('a', 'b', 'c', 'd');
    for (const order of permutations(['a', 'b', 'c', 'd'])) {
      let ids = ['welcome'];
      order.forEach((_, count) => {
        const known = new Set(order.slice(0, count + 1));
        ids = apply(
          ids,
          log.filter(item => known.has(item.cell.id))
        );
      });
      assert.deepEqual(ids, ['welcome', 'a', 'b', 'c', 'd']);
    }
  });
});
