import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  changes,
  hasMoved,
  isReason,
  MAX_REASON,
  pointsOf
} from '../src/model/grading';

const SHORT = { passed: 1, total: 2 };

test('points are a number from 0 to 4', () => {
  assert.deepEqual(['0', ' 2.5 ', '4'].map(pointsOf), [0, 2.5, 4]);
  for (const typed of ['', ' ', '-1', '4.1', 'three', 'NaN', 'Infinity']) {
    assert.equal(pointsOf(typed), null, typed);
  }
});

test('a reason says something, and not a book', () => {
  assert.ok(isReason('The statement was unclear.'));
  assert.ok(isReason('😀'.repeat(MAX_REASON)));
  assert.ok(!isReason(' \n'));
  assert.ok(!isReason('x'.repeat(MAX_REASON + 1)));
});

test('only verdicts that changed and could be run are changes', () => {
  const pair = (from: string, to: string) => ({
    submissionId: 'x',
    old: { verdict: from, ...SHORT },
    new: { verdict: to, ...SHORT }
  });
  const verdicts = [
    pair('accepted', 'accepted'),
    pair('wrong_answer', 'accepted'),
    pair('accepted', 'internal_error')
  ] as Parameters<typeof changes>[0]['verdicts'];
  const rejudging = {
    oldDigest: 'a',
    newDigest: 'b',
    by: 'c',
    at: '',
    verdicts
  };
  assert.deepEqual(changes(rejudging), [
    { from: 'wrong_answer', to: 'accepted' }
  ]);
});

test('points moved when the verdicts that count give others', () => {
  const question = {
    questionId: 'q',
    title: 'Q',
    points: 3,
    overrides: [],
    rejudgings: []
  };
  assert.ok(hasMoved({ ...question, before: null, automatic: 2 }));
  assert.ok(!hasMoved({ ...question, before: 2, automatic: 2 }));
});
