// Makes the vectors that FdMathTests compares with. Needs Node 20: other versions bring another V8.
//
//   node fdmath-vectors.mjs text > fdmath-vectors.txt
//       the committed file: a few thousand lines a function, as the bits of inputs and output in hex
//   node fdmath-vectors.mjs binary FUNCTION COUNT SEED FILE
//       COUNT records of little-endian doubles (inputs, then output) for one function
import { closeSync, openSync, writeSync } from "node:fs";

const view = new DataView(new ArrayBuffer(8));

function fromBits(high, low) {
  view.setUint32(0, high >>> 0);
  view.setUint32(4, low >>> 0);
  return view.getFloat64(0);
}

function hex(x) {
  view.setFloat64(0, x);
  const word = (offset) => view.getUint32(offset).toString(16).padStart(8, "0");
  return Number.isNaN(x) ? "7ff8000000000000" : word(0) + word(4);
}

/** mulberry32; `word()` gives 32 random bits. */
function randomSource(seed) {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const unit = () => word() / 4294967296 + word() / 18446744073709551616;
  return {
    word,
    unit,
    range: (low, high) => low + (high - low) * unit(),
    whole: (low, high) => low + (word() % (high - low + 1)),
    anyBits: () => fromBits(word(), word()),
    // Any magnitude between two powers of two, so that small numbers come up as often as large ones.
    scaled: (low, high) => (1 + unit()) * 2 ** (low + (word() % (high - low))),
    sign: () => (word() & 1 ? -1 : 1),
    pick: (list) => list[word() % list.length],
  };
}

const threadsGrowth = (r) => r.range(0, 0.0035) * r.whole(1, 20000);

// Each function's inputs: what the game's formulas ask for, what the algorithm branches on, and any bits at all.
const inputs = {
  log: [
    (r) => [r.anyBits()],
    (r) => [r.scaled(-1022, 1024)],
    (r) => [r.range(534.6, 1e7)],
    (r) => [r.range(0.5, 2)],
    (r) => [1 + r.sign() * r.scaled(-53, -1)],
    (r) => [2 ** r.whole(-30, 60) * (1 + r.sign() * r.scaled(-40, -15))],
    (r) => [r.whole(1, 1000000)],
    (r) => [fromBits(r.word() & 0x000fffff, r.word())],
  ],
  exp: [
    (r) => [r.anyBits()],
    (r) => [r.range(-746, 710)],
    (r) => [r.range(-2, 2)],
    (r) => [threadsGrowth(r)],
    (r) => [r.range(6, 60)],
    (r) => [r.sign() * r.scaled(-60, 10)],
    (r) => [r.range(-746, -707)],
    (r) => [r.whole(-1080, 1030) * Math.LN2 + r.sign() * r.scaled(-50, -2)],
  ],
  log1p: [
    (r) => [r.anyBits()],
    (r) => [0.03 / r.range(1, 100)],
    (r) => [r.range(-1, 1)],
    (r) => [r.sign() * r.scaled(-60, 0)],
    (r) => [r.scaled(-10, 70)],
    (r) => [-1 + r.scaled(-53, -1)],
    (r) => [2 ** r.whole(0, 54) * (1 + r.sign() * r.scaled(-40, -15)) - 1],
    (r) => [r.sign() * r.scaled(-1070, -50)],
  ],
  pow: [
    (r) => [r.anyBits(), r.anyBits()],
    (r) => [r.range(0, 1000), 0.8],
    (r) => [r.pick([1.02, 1.035, 1.04, 1.07, 1.28, 1.48, 1.58, 1.85, 7.5]), r.whole(-5, 300)],
    (r) => [r.range(0.1, 5), r.range(0, 20)],
    (r) => [r.scaled(-1022, 1024), r.sign() * r.scaled(-10, 5)],
    (r) => [r.sign() * r.scaled(-6, 10), r.whole(-80, 80)],
    (r) => [1 + r.sign() * r.scaled(-53, -18), r.sign() * r.scaled(16, 66)],
    (r) => [r.sign() * r.range(0.5, 2), r.sign() * r.range(900, 1100)],
    (r) => [fromBits(r.word() & 0x000fffff, r.word()), r.range(-1, 1)],
    (r) => [r.whole(2, 20), r.range(-340, 340)],
    (r) => [r.range(1, 1e6), r.pick([0.5, -0.5, 2, -1, 1, 3, -2, 1 / 3, 0.75])],
  ],
};

const neighbours = (x) => {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return [-2n, -1n, 0n, 1n, 2n].map((step) => {
    view.setBigInt64(0, bits + step);
    return view.getFloat64(0);
  });
};

const plainEdges = [
  0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE,
  -Number.MAX_VALUE, Number.EPSILON, 2 ** -1022, -(2 ** -1022), 2 ** -1022 - Number.MIN_VALUE, 1e-300, 1e300, Math.E,
  1 + Number.EPSILON, 1 - Number.EPSILON / 2, -1 - Number.EPSILON, -1 + Number.EPSILON / 2,
];

// Values at which the algorithms change branch; their neighbours are taken too.
const branchPoints = {
  log: [2 ** -1022, Math.SQRT2, Math.SQRT1_2, 1 + 2 ** -20, 1 - 2 ** -20, 2 ** 52, fromBits(0x3ff6a09e, 0), fromBits(0x3fe6a09e, 0)],
  exp: [
    709.782712893384, -745.1332191019411, 710, -746, -708.3964185322641, -709.0895657128241, Math.LN2, -Math.LN2, 0.5 * Math.LN2,
    -0.5 * Math.LN2, 1.5 * Math.LN2, -1.5 * Math.LN2, 2 ** -28, -(2 ** -28), 1, 1024 * Math.LN2, -1021.5 * Math.LN2, -1022.5 * Math.LN2,
  ],
  log1p: [
    -1, 2 ** -29, -(2 ** -29), 2 ** -54, -(2 ** -54), Math.SQRT2 - 1, Math.SQRT1_2 - 1, 2 ** 53, 2 ** 54, 1, 3, 0.03 / 8.57142857142857,
    fromBits(0x3fda827a, 0), fromBits(0xbfd2bec3, 0xffffffff), fromBits(0xbfd2bec4, 0), fromBits(0xbfd2bec5, 0),
  ],
};

function* edges(name) {
  if (name === "pow") {
    const bases = [...plainEdges, 1.5, Math.SQRT2, Math.sqrt(3), Math.sqrt(1.5), 10, -10, 0.9, 1024, -8];
    const powers = [...plainEdges, 1 / 3, 53, 54, 1023, 1024, 1025, -1022, -1074, -1075, -1076, 2 ** 31, 2 ** 32, 2 ** 52 + 1, 2 ** 53, 2 ** 64, 2 ** 65, 0.8];
    for (const x of bases) for (const y of powers) yield [x, y];
    return;
  }

  for (const x of plainEdges) yield [x];
  for (const x of branchPoints[name]) for (const near of neighbours(x)) yield [near];
}

function writeText() {
  const lines = [`# Bits of inputs and output in hex, made by fdmath-vectors.mjs with Node ${process.version}, V8 ${process.versions.v8}.`];
  let seed = 1;
  for (const name of Object.keys(inputs)) {
    lines.push(name);
    const add = (args) => lines.push([...args, Math[name](...args)].map(hex).join(" "));
    for (const args of edges(name)) add(args);
    const random = randomSource(seed++);
    for (let i = 0; i < (name === "pow" ? 1500 : 2000); i++) add(inputs[name][i % inputs[name].length](random));
  }

  process.stdout.write(lines.join("\n") + "\n");
}

function writeBinary(name, count, seed, path) {
  const random = randomSource(seed);
  const kinds = inputs[name];
  const width = Math[name].length + 1;
  const values = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    const args = kinds[i % kinds.length](random);
    values.set(args, i * width);
    values[i * width + width - 1] = Math[name](...args);
  }

  const file = openSync(path, "w");
  writeSync(file, values);
  closeSync(file);
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "text") writeText();
else if (mode === "binary") writeBinary(rest[0], Number(rest[1]), Number(rest[2]), rest[3]);
else throw new Error("Expected 'text' or 'binary FUNCTION COUNT SEED FILE'.");
