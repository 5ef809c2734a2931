// Messages between the child and the simulator, one each way per turn, length first:
//   u32 bytes after this word | u32 number of doubles | doubles | UTF-8 JSON (may be empty)
// The highest bit of the number of doubles says that more follows before it is the simulator's turn.
// Numbers of the hot path go as doubles; texts (logs, names, errors) as one JSON list that the doubles refer to by place.

const HEADER_BYTES = 8;
const FIRST_CAPACITY = 1 << 12;

/** Texts of one turn beyond this are sent at once, so that a script that prints without end fills no memory. */
const CHARACTERS_MAX = 1 << 20;

/** Set in the number of doubles of a message that the turn goes on after. */
const PART_FLAG = 0x80000000;

/** Operations that the child asks for; the numbers are those of Protocol.cs. */
export const OP = Object.freeze({
  timer: 1, operation: 2, cancel: 3, money: 4, root: 5, host: 6, draws: 7, started: 8, ended: 9, newChain: 11, oldChain: 12, consumed: 13, work: 14, local: 15,
});

/** Events that the simulator sends. */
export const EVENT = Object.freeze({ timer: 0, landing: 1, start: 2, finish: 3 });

/** Collects what the child has to say in one turn. */
export class Outbox {
  #doubles = new Float64Array(FIRST_CAPACITY);
  #count = 0;
  #characters = 0;
  texts = [];
  /** Writes bytes and makes JSON; set before the first message. */
  write = null;
  toJson = null;

  #room(n) {
    if (this.#count + n <= this.#doubles.length) return;
    const larger = new Float64Array(Math.max(this.#doubles.length * 2, this.#count + n));
    larger.set(this.#doubles);
    this.#doubles = larger;
  }

  put1(a) {
    this.#room(1);
    this.#doubles[this.#count++] = a;
  }

  put2(a, b) {
    this.#room(2);
    const d = this.#doubles;
    d[this.#count++] = a;
    d[this.#count++] = b;
  }

  put3(a, b, c) {
    this.#room(3);
    const d = this.#doubles;
    d[this.#count++] = a;
    d[this.#count++] = b;
    d[this.#count++] = c;
  }

  put7(a, b, c, e, f, g, h) {
    this.#room(7);
    const d = this.#doubles;
    let n = this.#count;
    d[n++] = a; d[n++] = b; d[n++] = c; d[n++] = e; d[n++] = f; d[n++] = g; d[n++] = h;
    this.#count = n;
  }

  put13(a, b, c, e, f, g, h, i, j, k, l, m, o) {
    this.#room(13);
    const d = this.#doubles;
    let n = this.#count;
    d[n++] = a; d[n++] = b; d[n++] = c; d[n++] = e; d[n++] = f; d[n++] = g;
    d[n++] = h; d[n++] = i; d[n++] = j; d[n++] = k; d[n++] = l; d[n++] = m; d[n++] = o;
    this.#count = n;
  }

  /** Adds a text of the turn: any value that JSON can hold. */
  text(value) {
    this.texts[this.texts.length] = value;
    this.#characters += (value.log ?? value.terminal ?? value.error ?? value.console ?? "").length + 100;
    if (this.#characters > CHARACTERS_MAX) this.flush(true);
  }

  /**
   * Sends what has come together.
   * @param {boolean} isPart whether the turn goes on, and more follows
   */
  flush(isPart = false) {
    this.#characters = 0;
    const { write, toJson } = this;
    const n = this.#count;
    const doubles = new Uint8Array(this.#doubles.buffer, 0, n * 8);
    if (this.texts.length === 0) {
      const bytes = scratch(HEADER_BYTES + n * 8);
      header(bytes, 4 + n * 8, n, isPart);
      bytes.set(doubles, HEADER_BYTES);
      write(bytes, HEADER_BYTES + n * 8);
    } else {
      const json = encoder.encode(toJson(this.texts));
      const total = HEADER_BYTES + n * 8 + json.length;
      const bytes = scratch(total);
      header(bytes, total - 4, n, isPart);
      bytes.set(doubles, HEADER_BYTES);
      bytes.set(json, HEADER_BYTES + n * 8);
      write(bytes, total);
      this.texts = [];
    }

    this.#count = 0;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
let scratchBytes = new Uint8Array(1 << 16);

function scratch(n) {
  if (scratchBytes.length < n) scratchBytes = new Uint8Array(n * 2);
  return scratchBytes;
}

function header(bytes, length, doubles, isPart) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  view.setUint32(0, length, true);
  view.setUint32(4, isPart ? (doubles | PART_FLAG) >>> 0 : doubles, true);
}

/** Reads messages with a blocking `read(bytes, offset, length)` that gives the number of bytes read, 0 at the end. */
export class Inbox {
  #read;
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  doubles = new Float64Array(this.#bytes.buffer, HEADER_BYTES, ((1 << 16) - HEADER_BYTES) / 8);
  /** The JSON text of the latest message, "" for none. */
  json = "";

  constructor(read) {
    this.#read = read;
  }

  /** Waits for a message; false when the simulator has gone. */
  next() {
    let have = 0;
    while (have < HEADER_BYTES) {
      const got = this.#read(this.#bytes, have, this.#bytes.length - have);
      if (got === 0) return false;
      have += got;
    }

    const total = this.#view.getUint32(0, true) + 4;
    const count = this.#view.getUint32(4, true);
    if (total > this.#bytes.length) this.#grow(total, have);
    while (have < total) {
      const got = this.#read(this.#bytes, have, total - have);
      if (got === 0) return false;
      have += got;
    }

    const jsonAt = HEADER_BYTES + count * 8;
    this.json = jsonAt < total ? decoder.decode(this.#bytes.subarray(jsonAt, total)) : "";
    return true;
  }

  #grow(total, have) {
    const larger = new Uint8Array(Math.ceil((total * 1.25) / 8) * 8);
    larger.set(this.#bytes.subarray(0, have));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
    this.doubles = new Float64Array(larger.buffer, HEADER_BYTES, (larger.length - HEADER_BYTES) / 8);
  }
}
