// The ns object of a process. Its functions are made when they are first asked for and then stand on the object itself, where calls
// are as fast as of any object; what finds them is the object's prototype, which is a Proxy. Scripts that look at ns as a whole
// (Object.keys, spread, writes) get an object with all functions behind a Proxy of its own.
import { functionNames } from "../lib/ram-costs.mjs";
import { enums } from "./enums.mjs";
import { table } from "./table.mjs";

const { defineProperty, getPrototypeOf } = Reflect;
const freeze = Object.freeze;

/** Names of newer versions of the game: they work, and do not show. */
const NEWER = new Set(["cloud", "format", "self", "dynamicImport"]);

const namespaces = new Set();
const members = new Map();
let names = [];

/** Called once when the table is whole: finds out which names are namespaces. */
export function sealTable() {
  const all = new Set();
  for (const name of new Set([...functionNames(), ...table.keys()])) {
    if (!table.has(name)) continue;
    const path = name.split(".");
    all.add(path[0]);
    for (let i = 1; i < path.length; i++) {
      const space = path.slice(0, i).join(".");
      namespaces.add(space);
      if (!members.has(space)) members.set(space, new Set());
      members.get(space).add(path[i]);
    }
  }

  names = [...all].filter((name) => !NEWER.has(name));
}

/** What stands under a name, for one process; undefined if nothing does. */
function makeMember(process, name) {
  const make = table.get(name);
  if (make !== undefined) return make(process);
  if (name === "enums") return enums;
  if (!namespaces.has(name)) return undefined;
  const space = {};
  for (const member of members.get(name)) {
    const full = `${name}.${member}`;
    defineProperty(space, member, {
      configurable: true,
      enumerable: true,
      get() {
        const value = makeMember(process, full);
        defineProperty(space, member, { value, configurable: true, enumerable: true, writable: false });
        return value;
      },
    });
  }

  return space;
}

class Ns {
  #process;
  // Fields are defined, not set: setting would find the prototype's trap.
  args;
  pid;

  constructor(process) {
    this.#process = process;
    this.args = process.args;
    this.pid = process.pid;
  }

  static ownerOf(value) {
    for (let at = value; at !== null && typeof at === "object"; at = getPrototypeOf(at)) if (#process in at) return { ns: at, process: at.#process };
    return undefined;
  }
}

function refuseWrite() {
  throw new TypeError("ns instances are not modifiable!");
}

const finder = new Proxy(Object.create(null), {
  get(_, key, receiver) {
    if (typeof key !== "string") return undefined;
    const owner = Ns.ownerOf(receiver);
    if (owner === undefined) return undefined;
    const value = makeMember(owner.process, key);
    if (value === undefined) return Object.prototype[key];
    defineProperty(owner.ns, key, { value, writable: false, enumerable: true, configurable: true });
    return value;
  },
  has(_, key) {
    return table.has(key) || namespaces.has(key);
  },
  set: refuseWrite,
  getPrototypeOf: () => Object.prototype,
});

delete Ns.prototype.constructor;
Object.setPrototypeOf(Ns.prototype, finder);

const guardAll = freeze({
  get(target, key) {
    if (typeof key === "string" && !Object.hasOwn(target, key)) {
      const value = makeMember(target[OWNER], key);
      if (value === undefined) return Object.prototype[key];
      defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    }

    return target[key];
  },
  has: (target, key) => key in target || names.includes(key),
  ownKeys: () => [...names, "args", "pid", "enums"],
  getOwnPropertyDescriptor(target, key) {
    if (typeof key !== "string") return undefined;
    const value = guardAll.get(target, key);
    if (!Object.hasOwn(target, key)) return undefined;
    return { value, writable: true, enumerable: true, configurable: true };
  },
  set: refuseWrite,
  defineProperty: refuseWrite,
  deleteProperty: () => true,
});

const OWNER = Symbol("owner");

/** The ns object of a process. */
export function makeNs(process, looksAtAll) {
  if (!looksAtAll) return new Ns(process);
  const target = { args: process.args, pid: process.pid };
  defineProperty(target, OWNER, { value: process, configurable: true });
  return new Proxy(target, guardAll);
}
