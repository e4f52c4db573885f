// Runs in each test's own realm, before the candidate's code, and gives readers of arguments and writers of results.
// The constructors it needs it takes now: the cell may have a class of such a name.
(types => {
  'use strict';
  const { isArray } = Array;
  const { isFinite, isInteger } = Number;
  const { create, entries, getPrototypeOf } = Object;
  const { entries: pairs } = Map.prototype;
  const [text, number, Dictionary] = [String, Number, Map];
  const MAX_NODES = 2_000_000;
  const DECIMAL = /^-?(?:0|[1-9]\d*)$/;

  class WrongType extends Error {}
  class TooLarge extends Error {}

  const SCALARS = {
    int: ['an integer', isInteger],
    long: ['an integer', isInteger],
    float: ['a number', value => typeof value === 'number'],
    bool: ['a boolean', value => typeof value === 'boolean'],
    string: ['a string', value => typeof value === 'string'],
  };

  const mapTypes = kind => {
    const comma = kind.indexOf(',');
    return [kind.slice(4, comma).trim(), kind.slice(comma + 1, -1).trim()];
  };

  // What makes an argument of a value of JSON; null where JSON is it already.
  function reader(kind) {
    if (kind.endsWith('?')) {
      const inner = reader(kind.slice(0, -1));
      return inner && ((value, nodes) => (value === null ? null : inner(value, nodes)));
    }
    if (kind.endsWith('[]')) {
      const item = reader(kind.slice(0, -2));
      return item && ((value, nodes) => value.map(entry => item(entry, nodes)));
    }
    if (kind.startsWith('map<')) {
      const [key, inner] = mapTypes(kind);
      const item = reader(inner) ?? (value => value);
      const name = key === 'int' ? number : text;
      return (value, nodes) => new Dictionary(entries(value).map(([at, entry]) => [name(at), item(entry, nodes)]));
    }
    if (kind.startsWith('linked_list<')) return linked;
    if (kind.startsWith('tree<')) return grown;
    return kind === 'float' ? value => number(value) : null;
  }

  function linked(values, { ListNode }) {
    let head = null;
    for (let at = values.length - 1; at >= 0; at--) {
      const node = new ListNode(values[at]);
      node.next = head;
      head = node;
    }
    return head;
  }

  // From level order, in which only present nodes have places for children.
  function grown(values, { TreeNode }) {
    if (!values.length || values[0] === null) return null;
    const level = [new TreeNode(values[0])];
    let at = 1;
    for (const node of level) {
      for (const side of ['left', 'right']) {
        const value = values[at++] ?? null;
        node[side] = value === null ? null : new TreeNode(value);
        if (value !== null) level.push(node[side]);
      }
    }
    return level[0];
  }

  // What makes JSON of a returned value, or throws WrongType or TooLarge.
  function writer(kind) {
    if (kind === 'json') return value => value ?? null;
    if (kind === 'void') return () => null;
    if (kind.endsWith('?')) {
      const inner = writer(kind.slice(0, -1));
      return (value, nodes) => (value === null || value === undefined ? null : inner(value, nodes));
    }
    if (kind.endsWith('[]')) return arrayWriter(writer(kind.slice(0, -2)));
    if (kind.startsWith('map<')) return mapWriter(...mapTypes(kind));
    if (kind.startsWith('linked_list<')) return linkedWriter(writer(kind.slice(12, -1)));
    if (kind.startsWith('tree<')) return treeWriter(writer(kind.slice(5, -1)));
    return scalarWriter(kind);
  }

  function scalarWriter(kind) {
    const [name, fits] = SCALARS[kind];
    return value => {
      if (!fits(value)) throw wrong(name, value);
      if (kind === 'float' && !isFinite(value)) return text(value);
      if (kind === 'string' && !value.isWellFormed()) throw new WrongType('the returned string is not valid Unicode text');
      return value;
    };
  }

  const arrayWriter = item => (value, nodes) => {
    if (!isArray(value)) throw wrong('an array', value);
    const written = [];
    // By index: a hole in the array is a value that is missing.
    for (let at = 0; at < value.length; at++) written[at] = item(value[at], nodes);
    return written;
  };

  function mapWriter(key, inner) {
    const [keys, item] = [scalarWriter(key), writer(inner)];
    return (value, nodes) => {
      const written = create(null);
      if (types.isMap(value)) {
        for (const [name, entry] of pairs.call(value)) written[text(keys(name))] = item(entry, nodes);
      } else if (isPlain(value)) {
        for (const [name, entry] of entries(value)) {
          if (key === 'int' && !DECIMAL.test(name)) throw wrong('an integer', name);
          written[name] = item(entry, nodes);
        }
      } else throw wrong('a Map', value);
      return written;
    };
  }

  // Of whichever realm: `structuredClone` and Node's modules are of another.
  function isPlain(value) {
    if (value === null || typeof value !== 'object' || isArray(value)) return false;
    const above = getPrototypeOf(value);
    return above === null || getPrototypeOf(above) === null;
  }

  const linkedWriter = item => (value, nodes) => {
    const values = [];
    for (let node = value ?? null; node !== null; node = node.next ?? null) {
      if (!(node instanceof nodes.ListNode)) throw wrong('a ListNode or null', node);
      if (values.length === MAX_NODES) throw new TooLarge();
      values.push(item(node.val, nodes));
    }
    return values;
  };

  const treeWriter = item => (value, nodes) => {
    const values = [];
    const level = [value ?? null];
    for (const node of level) {
      if (node === null) values.push(null);
      else {
        if (!(node instanceof nodes.TreeNode)) throw wrong('a TreeNode or null', node);
        if (values.length >= MAX_NODES) throw new TooLarge();
        values.push(item(node.val, nodes));
        level.push(node.left ?? null, node.right ?? null);
      }
    }
    while (values.length && values.at(-1) === null) values.pop();
    return values;
  };

  function wrong(declared, value) {
    return new WrongType(`${declared} was declared, but the function returned ${found(value)}`);
  }

  function found(value) {
    if (value === undefined || value === null) return `nothing (${value})`;
    if (typeof value === 'number') return isInteger(value) ? 'an integer' : `the number ${value}`;
    if (isArray(value)) return 'an array';
    return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }

  class ListNode {
    constructor(val = 0, next = null) {
      [this.val, this.next] = [val, next];
    }
  }

  class TreeNode {
    constructor(val = 0, left = null, right = null) {
      [this.val, this.left, this.right] = [val, left, right];
    }
  }

  const { parse, stringify } = JSON;
  return { reader, writer, WrongType, TooLarge, parse, stringify, supplied: { ListNode, TreeNode } };
});
