import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { aiExtensions, namesOf } from '../src/integrity/extensions';
import { FocusWatch, GRACE_MS } from '../src/integrity/focus';
import { Pastes } from '../src/integrity/pastes';
import { Room } from '../src/model/room';
import { FakeSocket, MemoryStore } from './support';

beforeEach(() =>
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] })
);
afterEach(() => mock.timers.reset());

describe('the focus', () => {
  const setUp = () => {
    const told: unknown[] = [];
    const window = { focused: true };
    const watch = new FocusWatch({
      hasFocus: () => window.focused,
      now: Date.now,
      tell: (...what) => told.push(what)
    });
    const become = (focused: boolean) => {
      window.focused = focused;
      watch.check();
    };
    return { told, become };
  };

  it('is told lost with the moment it was, and back with how long it took', () => {
    const { told, become } = setUp();
    become(false);
    mock.timers.tick(GRACE_MS);
    become(false); // blur and hiding come both
    mock.timers.tick(GRACE_MS * 3);
    become(true);
    assert.deepEqual(told, [
      [false, 0, 0],
      [true, 4000, 4]
    ]);
  });

  it('is no news when it is back at once', () => {
    const { told, become } = setUp();
    become(false);
    mock.timers.tick(GRACE_MS - 1);
    become(true);
    mock.timers.tick(GRACE_MS * 5);
    assert.deepEqual(told, []);
  });
});

describe('a paste', () => {
  it('is measured in characters and lines', () => {
    const size = new Pastes().measure('a😀\r\nb');
    assert.deepEqual(size, { characters: 4, lines: 2, own: false });
  });

  it('of what was copied here is the candidate’s own', () => {
    const pastes = new Pastes();
    pastes.copied('x = 1\n');
    assert.equal(pastes.measure('x = 1\r\n')?.own, true);
    assert.equal(pastes.measure('x = 2')?.own, false);
  });

  it('without text is none', () => {
    assert.equal(new Pastes().measure(''), null);
  });
});

describe('AI extensions', () => {
  const known = { 'jupyter-ai': 'Jupyter AI', copilot: 'Copilot' };

  it('are found by their package, each once', () => {
    const plugins = [
      '@jupyter-ai/core:plugin',
      '@jupyter-ai/core:chat',
      'acme_Jupyter_AI:x',
      '@jupyterlab/notebook-extension:copilot'
    ];
    const found = aiExtensions(plugins, known);
    assert.deepEqual(
      found.map(it => it.package),
      ['@jupyter-ai/core', 'acme_Jupyter_AI']
    );
    assert.equal(namesOf(found), 'Jupyter AI');
  });

  it('are no more than the server takes', () => {
    const plugins = Array.from({ length: 30 }, (_, at) => `copilot-${at}:x`);
    assert.equal(aiExtensions(plugins, known).length, 20);
    assert.deepEqual(aiExtensions(['copilot' + 'x'.repeat(100)], known), []);
  });
});

describe('what the page tells', () => {
  it('waits for the connection, and a refusal is no news', () => {
    const socket = new FakeSocket();
    const room = new Room({
      interviewId: 'i-1',
      tabId: 'tab-a',
      makeId: () => 'f',
      random: () => 1,
      openSocket: () => socket,
      store: new MemoryStore()
    });
    room.tell('extensions:found', { extensions: [] });
    room.connect();
    socket.accept();
    const { id } = socket.last('extensions:found');
    const error = { code: 'rate_limited', message: 'Too many.', details: {} };
    socket.say({ event: 'error', id, data: error });
    assert.equal(room.view.error, null);
    room.connect();
    socket.accept();
    assert.equal(socket.all('extensions:found').length, 1);
    room.close();
  });
});
