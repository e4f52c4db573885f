import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { IFinding, IPlace, preflight } from '../src/assignments/checks';
import { windowWords } from '../src/assignments/windows';
import { FakeSocket } from './support';

const NOW = Date.parse('2026-11-25T09:00:00Z');

/** A server at the other end of the socket. */
class Answering extends FakeSocket {
  constructor(private readonly answer: object | null) {
    super();
    setTimeout(() => (this.answer ? this.onopen?.() : this.onclose?.()));
  }
  override send(): void {
    this.onmessage?.({ data: JSON.stringify(this.answer) });
  }
}

const WELL = {
  serverTime: new Date(NOW).toISOString(),
  sandboxed: true,
  kernels: { python: 'interview-python' }
};

async function check(changes: Partial<IPlace> = {}, language = 'python') {
  const found: IFinding[] = [];
  const place: IPlace = {
    openSocket: () => new Answering(WELL),
    now: () => NOW,
    tryKernel: () => Promise.resolve(),
    tryStorage: () => Promise.resolve(),
    running: () => Promise.resolve(false),
    aiExtensions: () => '',
    ...changes
  };
  await preflight(place, language, finding => found.push(finding));
  return Object.fromEntries(found.map(it => [it.name, it]));
}

const statuses = (found: Record<string, IFinding>) =>
  Object.values(found).map(({ name, status }) => `${name} ${status}`);

describe('the pre-flight check', () => {
  it('finds all well', async () => {
    const found = Object.values(await check());
    assert.equal(found.length, 7);
    assert.ok(found.every(({ status }) => status === 'ok'));
  });

  it('tells a connection that does not come about, and tries no kernel', async () => {
    let tried = false;
    const found = await check({
      openSocket: () => new Answering(null),
      tryKernel: () => Promise.resolve(void (tried = true))
    });
    assert.ok(statuses(found).includes('channel failed'));
    assert.equal(found.kernel, undefined);
    assert.equal(tried, false);
  });

  it('tells a clock that is minutes off', async () => {
    const { clock } = await check({ now: () => NOW + 180_000 });
    assert.deepEqual([clock.status, clock.detail], ['look', '3']);
  });

  it('tries no kernel while another interview is live', async () => {
    const found = await check({
      running: () => Promise.resolve(true),
      tryKernel: () => Promise.reject(new Error('must not be asked'))
    });
    assert.equal(found.running.status, 'failed');
    assert.equal(found.kernel.status, 'look');
  });

  it('says why a kernel or a file could not be had', async () => {
    const found = await check({
      tryKernel: () => Promise.reject(new Error('no room')),
      tryStorage: () => Promise.reject(new Error('quota'))
    });
    assert.equal(found.kernel.detail, 'no room');
    assert.equal(found.storage.detail, 'quota');
    assert.equal((await check({}, 'java')).kernel.status, 'failed');
  });

  it('notes AI extensions', async () => {
    const { ai } = await check({ aiExtensions: () => 'Copilot' });
    assert.deepEqual([ai.status, ai.detail], ['look', 'Copilot']);
  });
});

describe('a window', () => {
  const words = (own: string, theirs: string) =>
    windowWords(
      '2026-11-25T23:00:00Z',
      '2026-11-26T01:00:00Z',
      { own, theirs },
      'en-GB'
    );

  it('is told in both zones where their clocks differ', () => {
    const { own, theirs } = words('Europe/Lisbon', 'Asia/Tokyo');
    assert.match(own, /25 Nov/);
    assert.match(theirs ?? '', /26 Nov.*0?8:00.*10:00.*GMT\+9/);
  });

  it('is told once where they show the same', () => {
    assert.equal(words('Europe/Lisbon', 'Europe/London').theirs, null);
  });
});
