import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { Room } from '../src/model/room';
import type { Link } from '../src/model/view';
import {
  eventFrame,
  FakeSocket,
  MemoryStore,
  roomState,
  summary
} from './support';

/** A room, the sockets it opened, and every state of its link. */
function setUp(store = new MemoryStore()) {
  const sockets: FakeSocket[] = [];
  const links: Link[] = [];
  let count = 0;
  const room = new Room({
    interviewId: 'i-1',
    tabId: 'tab-a',
    makeId: () => `f-${(count += 1)}`,
    random: () => 1,
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    store
  });
  room.changed.connect((_, view) => {
    if (links[links.length - 1] !== view.link) {
      links.push(view.link);
    }
  });
  const socket = () => sockets[sockets.length - 1];
  return { room, sockets, links, socket, store };
}

const TAB_LOST = { code: 'tab_lost', message: 'Open elsewhere.', details: {} };

beforeEach(() =>
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] })
);
afterEach(() => mock.timers.reset());

describe('joining', () => {
  it('names tab and last seq, and is live once the state is there', () => {
    const { room, socket, links } = setUp();
    room.connect();
    socket().accept();
    assert.deepEqual(socket().last('interview:join').data, {
      tabId: 'tab-a',
      lastSeq: 0,
      takeOver: false
    });
    assert.deepEqual(links, ['connecting', 'live']);
  });

  it('comes back after a lost connection and asks for what it missed', () => {
    const { room, sockets, socket, links } = setUp();
    room.connect();
    socket().accept();
    socket().say(eventFrame(7, 'turn.interviewer', { text: 'a', intent: '' }));
    socket().onclose?.();
    assert.equal(room.view.link, 'reconnecting');
    mock.timers.tick(500);
    assert.equal(sockets.length, 2);
    socket().accept();
    assert.equal(
      (socket().last('interview:join').data as { lastSeq: number }).lastSeq,
      7
    );
    assert.deepEqual(links, ['connecting', 'live', 'reconnecting', 'live']);
  });

  it('waits longer after every failure, up to a ceiling', () => {
    const { room, sockets, socket } = setUp();
    room.connect();
    const waits = [500, 1000, 2000, 4000, 8000, 15000, 15000];
    waits.forEach((wait, failures) => {
      socket().onclose?.();
      mock.timers.tick(wait - 1);
      assert.equal(sockets.length, failures + 1);
      mock.timers.tick(1);
      assert.equal(sockets.length, failures + 2);
    });
  });

  it('offers to take over when another tab holds the room, and does so', () => {
    const { room, sockets, socket } = setUp();
    room.connect();
    socket().onopen?.();
    const { id } = socket().last('interview:join');
    socket().say({ event: 'error', data: TAB_LOST, id });
    assert.equal(room.view.link, 'elsewhere');
    assert.equal(room.view.error, null);
    mock.timers.tick(60_000);
    assert.equal(sockets.length, 1);
    room.connect(true);
    socket().accept();
    assert.equal(
      (socket().last('interview:join').data as { takeOver: boolean }).takeOver,
      true
    );
    assert.equal(room.view.link, 'live');
  });

  it('stays away once another tab took the room', () => {
    const { room, sockets, socket } = setUp();
    room.connect();
    socket().accept();
    const first = socket();
    first.say({ event: 'tab:lost', data: { message: 'Taken over.' } });
    mock.timers.tick(60_000);
    assert.equal(room.view.link, 'lost');
    assert.equal(first.closed, true);
    assert.equal(sockets.length, 1);
  });

  it('tries again when a part of the server is away, not when it refuses', () => {
    const { room, sockets, socket } = setUp();
    const refuse = (code: string) => {
      socket().onopen?.();
      const { id } = socket().last('interview:join');
      const data = { code, message: 'No.', details: {} };
      socket().say({ event: 'error', data, id });
    };
    room.connect();
    refuse('unavailable');
    assert.equal(room.view.link, 'reconnecting');
    mock.timers.tick(500);
    refuse('not_found');
    assert.equal(room.view.link, 'closed');
    mock.timers.tick(60_000);
    assert.equal(sockets.length, 2);
    assert.equal(room.view.error?.message, 'No.');
  });
});

describe('heartbeats', () => {
  it('go out every ten seconds', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    mock.timers.tick(10_000);
    assert.equal(socket().all('tab:heartbeat').length, 1);
    assert.deepEqual(socket().last('tab:heartbeat').data, { tabId: 'tab-a' });
  });

  it('find a connection dead that stopped answering them', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    mock.timers.tick(10_000);
    const { id } = socket().last('tab:heartbeat');
    socket().say({ event: 'ack', data: { duplicate: false }, id });
    mock.timers.tick(30_000);
    assert.equal(room.view.link, 'reconnecting');
  });
});

describe('what the candidate does', () => {
  it('is sent again, under the same id, until it is acknowledged', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    room.askHint();
    const sent = socket().last('interview:hint');
    socket().onclose?.();
    mock.timers.tick(500);
    socket().accept();
    assert.equal(socket().last('interview:hint').id, sent.id);
    socket().say({ event: 'ack', data: { duplicate: true }, id: sent.id });
    socket().onclose?.();
    mock.timers.tick(500);
    socket().accept();
    assert.equal(socket().all('interview:hint').length, 0);
  });

  it('waits while there is no connection, and keeps its order', () => {
    const { room, socket } = setUp();
    room.connect();
    room.say('one');
    room.say('two');
    socket().accept();
    assert.deepEqual(
      socket()
        .all('interview:message')
        .map(({ data }) => data),
      [{ text: 'one' }, { text: 'two' }]
    );
  });

  it('outlives a reload of the page', () => {
    const { room, store } = setUp();
    room.connect();
    room.say('still here');
    const reloaded = setUp(store);
    assert.equal(reloaded.room.view.echoes[0].text, 'still here');
    reloaded.room.connect();
    reloaded.socket().accept();
    assert.deepEqual(reloaded.socket().last('interview:message').data, {
      text: 'still here'
    });
  });

  it('is tried again when the server is away for a moment, and shown when it stays so', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    room.next();
    const { id } = socket().last('interview:next');
    const data = { code: 'unavailable', message: 'Away.', details: {} };
    for (let tries = 1; tries <= 6; tries += 1) {
      socket().say({ event: 'error', data, id });
      assert.equal(room.view.error, null);
      mock.timers.tick(2000);
      assert.equal(socket().all('interview:next').length, tries + 1);
    }
    socket().say({ event: 'error', data, id });
    assert.equal(room.view.error?.message, 'Away.');
  });

  it('drops older snapshots of a cell that still wait', () => {
    const { room, socket } = setUp();
    const snapshot = (cellId: string, source: string) =>
      room.saveCell({ cellId, cellType: 'code', source });
    snapshot('a', '1');
    snapshot('b', '1');
    snapshot('a', '2');
    room.connect();
    socket().accept();
    assert.deepEqual(
      socket()
        .all('cell:snapshot')
        .map(({ data }) => data),
      [
        { cellId: 'b', cellType: 'code', source: '1' },
        { cellId: 'a', cellType: 'code', source: '2' }
      ]
    );
  });
});

describe('a message', () => {
  it('shows at once, and once when it is in the log', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    room.say('  O(n)  ');
    assert.equal(room.view.echoes[0].status, 'sending');
    const { id } = socket().last('interview:message');
    socket().say({ event: 'ack', data: { duplicate: false }, id });
    assert.equal(room.view.echoes[0].status, 'sent');
    socket().say(eventFrame(3, 'turn.candidate', { text: 'O(n)' }));
    assert.equal(room.view.echoes.length, 0);
    assert.equal(room.view.entries.length, 1);
  });

  it('that is refused stays, with the reason, and can be sent again', () => {
    const { room, socket } = setUp();
    room.connect();
    socket().accept();
    room.say('too long');
    const { id } = socket().last('interview:message');
    const data = { code: 'too_large', message: 'At most 16 KB.', details: {} };
    socket().say({ event: 'error', data, id });
    assert.deepEqual(room.view.echoes, [
      { id, text: 'too long', status: 'failed', reason: 'At most 16 KB.' }
    ]);
    assert.equal(room.view.error, null);
    room.sayAgain(id);
    assert.notEqual(socket().last('interview:message').id, id);
    assert.equal(room.view.echoes.length, 1);
  });
});

describe('the end of a room', () => {
  it('comes with a pause, and joining again with the resumption', () => {
    const { room, socket, sockets } = setUp();
    room.connect();
    socket().accept();
    room.pause();
    const paused = roomState({ interview: summary({ state: 'paused' }) });
    socket().say({ event: 'interview:state', data: paused });
    assert.equal(room.view.link, 'closed');
    mock.timers.tick(60_000);
    assert.equal(sockets.length, 1);
    room.connect();
    socket().accept();
    assert.equal(room.view.link, 'live');
    assert.equal(socket().all('interview:pause').length, 0);
  });

  it('comes with completion, and nothing is left to send', () => {
    const { room, socket, store } = setUp();
    room.connect();
    socket().accept();
    room.end();
    const over = roomState({ interview: summary({ state: 'completed' }) });
    socket().say({ event: 'interview:state', data: over });
    assert.equal(room.view.link, 'closed');
    assert.deepEqual(store.load(), []);
  });
});
