// Netscript ports: first in, first out. Objects are cloned when they are written.
import { PORT_WRITE, WAKE_UP, work } from "./lag.mjs";
import { toNumber } from "../lib/args.mjs";

const CAPACITY = 50;
export const EMPTY = "NULL PORT DATA";

const clone = globalThis.structuredClone;
const ports = new Map();

const copied = (value) => ((typeof value === "object" && value !== null) || typeof value === "function" ? clone(value) : value);

class Port {
  constructor() {
    this.data = [];
    this.waiting = null;
    this.wake = null;
  }

  write(value) {
    const kept = copied(value);
    this.data.push(kept);
    this.resolveWaiting();
    return this.data.length > CAPACITY ? this.data.shift() : null;
  }

  tryWrite(value) {
    if (this.data.length >= CAPACITY) return false;
    const kept = copied(value);
    this.data.push(kept);
    this.resolveWaiting();
    return true;
  }

  resolveWaiting() {
    const wake = this.wake;
    work(PORT_WRITE);
    if (wake === null) return;
    work(WAKE_UP);
    this.wake = null;
    this.waiting = null;
    wake();
  }

  /** One promise for all that wait, resolved by the next write. */
  nextWrite() {
    return (this.waiting ??= new Promise((resolve) => {
      this.wake = resolve;
    }));
  }

  read() {
    return this.data.length === 0 ? EMPTY : this.data.shift();
  }

  peek() {
    return this.data.length === 0 ? EMPTY : copied(this.data[0]);
  }

  clear() {
    this.data.length = 0;
  }
}

/** The port with a number, checked as the game checks it. */
export function portOf(process, number) {
  const n = toNumber(process, "portNumber", number);
  if (n < 1 || !Number.isInteger(n)) process.fail(`portNumber should be a positive integer, was ${n}`, "TYPE");
  let port = ports.get(n);
  if (port === undefined) ports.set(n, port = new Port());
  return port;
}

/** A new handle; its functions may be called at any time, without the checks of ns functions. */
export function portHandle(port) {
  return {
    write: (value) => port.write(value),
    tryWrite: (value) => port.tryWrite(value),
    read: () => port.read(),
    peek: () => port.peek(),
    nextWrite: () => port.nextWrite(),
    full: () => port.data.length === CAPACITY,
    empty: () => port.data.length === 0,
    clear: () => port.clear(),
  };
}
