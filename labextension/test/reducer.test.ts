import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Judgement, ServerFrame } from '../src/api/protocol';
import { parseFrame, reduce } from '../src/model/reducer';
import { EMPTY_VIEW, IRoomView } from '../src/model/view';
import { cell, eventFrame, roomState } from './support';

function after(...frames: ServerFrame[]): IRoomView {
  return frames.reduce((view, frame) => reduce(view, frame, 1000), EMPTY_VIEW);
}

const JUDGEMENT: Judgement = {
  verdict: 'wrong_answer',
  tests: [
    {
      index: 1,
      category: 'example',
      hidden: false,
      verdict: 'wrong_answer',
      elapsedMs: 3
    }
  ],
  passed: 0,
  total: 1,
  evidence: {},
  sandboxed: true
};
const CREATED = {
  submissionId: 's-1',
  questionId: 'two-sum',
  questionDigest: 'd',
  cellId: 'c-1',
  language: 'python',
  purpose: 'examples',
  source: 'pass'
};

describe('reduce', () => {
  it('takes an event once, however often it is replayed', () => {
    const turn = eventFrame(4, 'turn.interviewer', { text: 'Hi', intent: 'g' });
    const view = after(turn, turn, turn);
    assert.equal(view.entries.length, 1);
    assert.equal(view.lastSeq, 4);
  });

  it('orders entries and cells by seq, whatever comes first', () => {
    const posted = (seq: number) =>
      eventFrame(seq, 'question.posted', { number: seq, title: `Q${seq}` }, [
        cell(`q${seq}`),
        cell(`s${seq}`, 'starter')
      ]);
    const view = after(posted(9), posted(3));
    assert.deepEqual(
      view.cells.map(placed => placed.cell.id),
      ['q3', 's3', 'q9', 's9']
    );
    assert.deepEqual(
      view.entries.map(({ seq }) => seq),
      [3, 9]
    );
    assert.equal(view.lastSeq, 9);
  });

  it('replaces provisional text by the committed turn', () => {
    const delta = (text: string): ServerFrame => ({
      event: 'interview:delta',
      data: { reactsTo: 1, text }
    });
    // Each holds all that was said so far: one that was lost on the way costs nothing.
    assert.equal(
      after(delta('Good '), delta('Good idea')).provisional,
      'Good idea'
    );
    const turn = eventFrame(2, 'turn.interviewer', { text: 'x', intent: '' });
    assert.equal(after(delta('Good '), turn).provisional, '');
  });

  it('follows a submission from creation through progress to its verdict', () => {
    const progress: ServerFrame = {
      event: 'code:progress',
      data: { submissionId: 's-1', done: 3, total: 8 }
    };
    const running = after(
      eventFrame(5, 'submission.created', CREATED),
      progress
    );
    assert.deepEqual(
      running.submissions.map(({ done, total, judgement }) => [
        done,
        total,
        judgement
      ]),
      [[3, 8, null]]
    );
    const judged = eventFrame(6, 'submission.judged', {
      submissionId: 's-1',
      questionId: 'two-sum',
      purpose: 'examples',
      attempt: 1,
      judgement: JUDGEMENT
    });
    const done = reduce(running, judged, 1000);
    assert.equal(done.submissions[0].judgement?.verdict, 'wrong_answer');
    assert.equal(done.submissions[0].cellId, 'c-1');
    assert.deepEqual(
      reduce(done, progress, 1000).submissions,
      done.submissions
    );
  });

  it('shows the place in the queue until a worker reports', () => {
    const queued = (place: number): ServerFrame => ({
      event: 'code:queued',
      data: { submissionId: 's-1', place }
    });
    const progress: ServerFrame = {
      event: 'code:progress',
      data: { submissionId: 's-1', done: 0, total: 8 }
    };
    const places = (...frames: ServerFrame[]) =>
      after(
        eventFrame(5, 'submission.created', CREATED),
        ...frames
      ).submissions.map(({ place }) => place);
    assert.deepEqual(places(), [0]);
    assert.deepEqual(places(queued(3), queued(2)), [2]);
    assert.deepEqual(places(queued(3), queued(0)), [0]);
    assert.deepEqual(places(queued(1), progress), [0]);
    assert.deepEqual(places(progress, queued(1)), [0]);
  });

  it('keeps what a leaving server said until it is dismissed', () => {
    const message = 'Run again what you still need.';
    const view = after({ event: 'interview:moving', data: { message } });
    assert.equal(view.moved, message);
    const ack: ServerFrame = { event: 'ack', data: {}, id: 'x' };
    assert.equal(reduce(view, ack, 1000).moved, message);
  });

  it('forgets the error notice for nothing but another error', () => {
    const body = { code: 'conflict', message: 'Not now.', details: {} };
    const view = after(
      { event: 'error', data: body, id: 'x' },
      { event: 'interview:state', data: roomState() }
    );
    assert.equal(view.error?.message, 'Not now.');
    assert.equal(view.state?.question?.title, 'Two Sum');
  });
});

describe('parseFrame', () => {
  it('ignores frames of a kind it does not know', () => {
    assert.equal(parseFrame('{"event":"interview:dance","data":{}}'), null);
    assert.equal(parseFrame('[]'), null);
    assert.equal(parseFrame('{"event":"ack","data":{}}')?.event, 'ack');
  });
});
