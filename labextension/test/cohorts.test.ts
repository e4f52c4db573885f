import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { suits } from '../src/model/picking';
import { nextWait } from '../src/model/polling';
import { readRoster } from '../src/model/roster';
import { standing } from '../src/model/standing';
import { bodyOf, formOf, newForm, problemsOf } from '../src/model/terms';
import { instantOf, knownZone, localOf, windowWords } from '../src/model/zones';
import { summary } from './support';

describe('the clocks of a zone', () => {
  it('are read and written in winter and in summer', () => {
    for (const [local, zone, instant] of [
      ['2026-11-25T09:00', 'Europe/Lisbon', '2026-11-25T09:00:00.000Z'],
      ['2026-07-25T09:00', 'Europe/Lisbon', '2026-07-25T08:00:00.000Z'],
      ['2026-07-25T09:00', 'Asia/Kathmandu', '2026-07-25T03:15:00.000Z'],
      ['2026-01-01T00:30', 'America/New_York', '2026-01-01T05:30:00.000Z']
    ]) {
      assert.equal(instantOf(local, zone), instant);
      assert.equal(localOf(instant, zone), local);
    }
  });

  it('mean the first of an hour that comes twice', () => {
    const first = instantOf('2026-10-25T02:30', 'Europe/Berlin');
    assert.equal(first, '2026-10-25T00:30:00.000Z');
    const west = instantOf('2026-11-01T01:30', 'America/New_York');
    assert.equal(west, '2026-11-01T05:30:00.000Z');
  });

  it('go on as before the change in an hour that is left out', () => {
    const skipped = instantOf('2026-03-29T02:30', 'Europe/Berlin');
    assert.equal(skipped, '2026-03-29T01:30:00.000Z');
    assert.equal(localOf(skipped ?? '', 'Europe/Berlin'), '2026-03-29T03:30');
  });

  it('are those of UTC where the zone is not known', () => {
    assert.equal(knownZone('<b>Mars</b>'), 'UTC');
    assert.equal(
      instantOf('2026-07-01T10:00', 'Mars/Base'),
      '2026-07-01T10:00:00.000Z'
    );
    assert.equal(instantOf('', 'UTC'), null);
    assert.equal(instantOf('tomorrow', 'UTC'), null);
  });

  it('show one window on both sides of a change', () => {
    const words = (zone: string) =>
      windowWords(
        '2026-10-24T08:00:00Z',
        '2026-10-26T08:00:00Z',
        zone,
        'en-GB'
      );
    assert.match(
      words('Europe/Berlin'),
      /24 Oct 2026.*10:00.*26 Oct 2026.*09:00/
    );
    assert.match(words('Asia/Tokyo'), /24 Oct 2026.*17:00.*26 Oct 2026.*17:00/);
    assert.match(words('Asia/Tokyo'), /GMT\+9/);
  });
});

describe('a roster', () => {
  it('is counted, with a person once', () => {
    const text =
      '\ufefflogin,extra_time,pauses\r\nAda@x.org,0.25,yes\r\n\r\nada@x.org,,\r\n"Bo, B",2,no';
    const roster = readRoster(text);
    assert.deepEqual(roster.errors, []);
    assert.equal(roster.people, 2);
  });

  it('names each line that is wrong, as it was given', () => {
    const text =
      'login,extra_time,pauses\n,1,no\nada,3,no\n"a\nb",0,no\nbo,x,no\ncy,0,maybe';
    assert.deepEqual(readRoster(text).errors, [
      { line: 2, problem: 'login' },
      { line: 3, problem: 'extra_time' },
      { line: 6, problem: 'extra_time' },
      { line: 7, problem: 'pauses' }
    ]);
  });

  it('may be a plain list of logins', () => {
    const { csv, people, errors } = readRoster('ada\nbo\n');
    assert.equal(csv, 'login\nada\nbo\n');
    assert.equal(people, 2);
    assert.deepEqual(errors, []);
  });

  it('without a column of logins is none', () => {
    const { errors } = readRoster('name,mail\nAda,a@x.org');
    assert.deepEqual(errors, [{ line: 1, problem: 'heading' }]);
    assert.equal(readRoster(' \n').people, 0);
  });
});

describe('the form of an assignment', () => {
  const now = Date.parse('2026-11-25T17:48:00Z');
  const form = { ...newForm(now, 'Europe/Berlin'), title: ' Week 3 ' };

  it('begins with an interview of tomorrow', () => {
    assert.equal(form.opens, '2026-11-26T19:00');
    assert.deepEqual(problemsOf(form, 'Europe/Berlin'), []);
    assert.deepEqual(problemsOf({ ...form, title: ' ' }, 'UTC'), ['title']);
  });

  it('becomes what is sent, and is made of it again', () => {
    const body = bodyOf(form, 'Europe/Berlin');
    assert.equal(body.opensAt, '2026-11-26T18:00:00.000Z');
    assert.equal(body.title, 'Week 3');
    assert.equal(body.difficulty, null);
    assert.deepEqual(bodyOf(formOf(body, 'Asia/Tokyo'), 'Asia/Tokyo'), {
      ...body,
      timeZone: 'Asia/Tokyo'
    });
  });

  it('counts the questions that are fixed, and drops what would choose others', () => {
    const fixed = {
      ...form,
      choice: 'fixed' as const,
      topics: ['stack'],
      count: '9'
    };
    assert.deepEqual(problemsOf(fixed, 'UTC'), ['questions']);
    const body = bodyOf({ ...fixed, questions: ['b', 'a', 'c'] }, 'UTC');
    assert.equal(body.questionCount, 3);
    assert.deepEqual(body.questions, ['b', 'a', 'c']);
    assert.deepEqual(body.topics, []);
  });

  it('estimates system design in Python', () => {
    const design = { ...form, kind: 'system_design' as const, languages: [] };
    assert.deepEqual(problemsOf(design, 'UTC'), []);
    assert.deepEqual(bodyOf(design, 'UTC').languages, ['python']);
  });

  it('is refused with what nobody could sit', () => {
    const wrong = {
      ...form,
      closes: form.opens,
      minutes: '4',
      count: '1.5',
      attempts: '',
      languages: []
    };
    assert.deepEqual(problemsOf(wrong, 'UTC'), [
      'window',
      'languages',
      'minutes',
      'count',
      'attempts'
    ]);
  });
});

describe('following an assignment', () => {
  const candidate = {
    userId: 'u',
    name: 'Ada',
    timeZone: 'UTC',
    attempts: 0,
    closesAt: '2026-11-25T12:00:00Z'
  };

  it('counts the time that is left down only while the clock runs', () => {
    const left = (state: 'in_progress' | 'paused' | 'completed') =>
      standing(
        {
          ...candidate,
          interviews: [summary({ state, remainingSeconds: 60 })]
        },
        20_000
      ).secondsLeft;
    assert.equal(left('in_progress'), 40);
    assert.equal(left('paused'), 60);
    assert.equal(left('completed'), null);
  });

  it('takes the newest interview, where there is one', () => {
    const interviews = [summary({ id: 'a' }), summary({ id: 'b' })];
    assert.equal(standing({ ...candidate, interviews }, 0).interview?.id, 'b');
    assert.equal(standing({ ...candidate, interviews: [] }, 0).interview, null);
  });

  it('asks ever less while nothing happens, and often again when something does', () => {
    const waits = [null, 3000, 6000, 24_000, 30_000].map(wait =>
      nextWait(wait, false)
    );
    assert.deepEqual(waits, [3000, 6000, 12_000, 30_000, 30_000]);
    assert.equal(nextWait(30_000, true), 3000);
  });
});

describe('picking questions', () => {
  const question = {
    id: 'q',
    kind: 'dsa' as const,
    digest: '',
    title: 'Kettle line',
    difficulty: 'easy' as const,
    topics: ['stack'],
    languages: ['python', 'java'],
    status: 'new' as const
  };
  const terms = { kind: 'dsa' as const, languages: ['python'] };

  it('finds by any words of title, topic and difficulty', () => {
    assert.ok(suits(question, terms, 'STACK easy ket'));
    assert.ok(!suits(question, terms, 'stack hard'));
  });

  it('offers none that cannot be answered in each language', () => {
    const both = { ...terms, languages: ['python', 'javascript'] };
    assert.ok(!suits(question, both, ''));
  });
});
