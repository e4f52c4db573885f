'use strict';
// Finding what a dotted name stands for without running anything: no getter, no proxy's trap.
const { types } = require('node:util');

const UNKNOWN = Symbol('unknown');
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*`;

// The protocol counts characters, JavaScript UTF-16 units.
const toUnits = (code, characters) => [...code].slice(0, characters).join('').length;
const toCharacters = (code, units) => [...code.slice(0, units)].length;

// The objects in which a value's properties are found, nearest first.
function* owners(value) {
  if (value === null || value === undefined) return;
  for (let owner = Object(value); owner !== null && !types.isProxy(owner); owner = Object.getPrototypeOf(owner)) {
    yield owner;
  }
}

// The value of a property, or UNKNOWN where there is none or only a getter could tell.
function property(value, name) {
  for (const owner of owners(value)) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return 'value' in found ? found.value : UNKNOWN;
  }
  return UNKNOWN;
}

// The value of `a.b.c`, given as its names, or UNKNOWN.
function resolve(names) {
  let value = globalThis;
  for (const name of names) {
    value = property(value, name);
    if (value === UNKNOWN) return UNKNOWN;
  }
  return value;
}

module.exports = { NAME, UNKNOWN, owners, resolve, toCharacters, toUnits };
