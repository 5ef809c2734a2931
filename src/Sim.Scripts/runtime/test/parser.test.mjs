// The parser against modern syntax: what is read, what is only declared, what is refused and where.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseModule } from "../lib/js/parser.mjs";
import { staticRam } from "../lib/ram.mjs";

const ram = (text) => staticRam("a.js", new Map([["a.js", text]]));

const hacks = {
  "a name in a template": "`${ns.hack}`",
  "a template in a template": "`a ${`b ${ns.hack} }`} c`",
  "a tagged template": "ns.hack`x ${1}`",
  "a division that is no regular expression": "let a = 4 / 2 / ns.hack / 1",
  "a regular expression after a bracket": "if (1) /'/.test(ns.hack)",
  "a class of characters with a slash": "const r = /[/'\"]/g, x = ns.hack",
  "optional chains": "ns?.x?.[0]?.hack?.()",
  "a default of a destructured parameter": "const f = ({ a = ns.hack, ...rest }, [b = 1, , c] = []) => a",
  "a computed key": "const o = { [ns.hack]: 1 }",
  "a shorthand that reads": "const o = { hack }",
  "an assignment to a member": "ns.hack = 1",
  "a compound assignment": "let x; x ??= ns.hack; x ||= 1; x &&= 2; x **= 2",
  "an async arrow without brackets": "const f = async x => await x(ns.hack)",
  "an async arrow with brackets": "const f = async ({ a }, b = 1) => { await a; return ns.hack; }",
  "an arrow that gives an object": "const f = () => ({ a: ns.hack })",
  "a getter, a setter, a generator": "const o = { get a() { return ns.hack; }, set a(v) {}, *b() { yield* []; }, async *c() { yield; } }",
  "private members": "class A { #x = 1; static #y = ns.hack; #m() { return #x in this; } static { A.#y++; } get #z() { return this.#m(); } }",
  "fields named like modifiers": "class A { get; set; static; async = ns.hack; static static = 1; static async *gen() {} 'quoted' = 1; 5 = 2; [1 + 1] = 3 }",
  "a loop over a pattern": "for (const [k, { v = ns.hack }] of Object.entries({})) k + v",
  "a loop that awaits": "for await (const x of ns.hack) x",
  "an in inside brackets of a for": "for (let i = ('a' in {} ? 1 : 0), j = [1 in []]; i < 1; i++) ns.hack",
  "a switch": "switch (1) { case ns.hack: break; default: { } }",
  "labels and jumps": "outer: for (;;) { for (;;) { continue outer; } break outer; ns.hack }",
  "a statement on the next line": "let a = 1\nlet b = ns.hack\n;[a, b] = [b, a]\n++a\n--b",
  "numbers": "0x1F + 0b101 + 0o17 + 1_000.5e-3 + 10n ** 2n + .5 + 5. + ns.hack",
  "a conditional with arrows": "const f = true ? (a) => a : (b) => ns.hack",
  "new with and without brackets": "new Map; new (class { })(); new ns.hack.x(1)",
  "import.meta and new.target": "function F() { return new.target } ; import.meta.url; ns.hack",
  "comments everywhere": "/* a */ ns /* b */ . // c\n hack",
  "identifiers of other scripts": "const größe = 1, $ = 2, _ = 3, \\u0061b = ns.hack",
  "a dynamic import": "import('x' + ns.hack)",
  "try without a name": "try { ns.hack } catch { } finally { }",
  "an exponent to the right": "2 ** 3 ** -ns.hack",
  "an update behind a member": "ns.hack++",
};

for (const [what, text] of Object.entries(hacks)) {
  test(`finds the read in ${what}`, () => {
    assert.deepEqual(ram(text), { ok: true, cost: 1.7 });
  });
}

const quiet = {
  "a declaration": "let hack = 1; var grow; const { weaken, a: { hack: b } } = {}",
  "an assignment to a name": "let x; [x] = [1]; ({ x } = { x: 1 }); hack = 1",
  "a parameter and a catch": "function f(hack, { grow }, [weaken], ...scan) { try { } catch (hack) { } } (grow) => 1; async weaken => 1",
  "keys and methods": "const o = { hack: 1, grow() {}, 'weaken': 2 }; class A { hack() {} grow = 1; static weaken; #scan }",
  "strings and comments": "'hack'; \"grow\"; `weaken \\${scan}`; // hack\n/* grow */ /weaken/.x",
  "labels": "hack: for (;;) { break hack; }",
};

for (const [what, text] of Object.entries(quiet)) {
  test(`counts nothing for ${what}`, () => {
    assert.deepEqual(ram(text), { ok: true, cost: 1.6 });
  });
}

test("reads the names of imported files as JavaScript does", () => {
  const [first, second] = parseModule('import { a } from "lib\\u002fx.js";\nexport { "b c" as d } from \'y.js\';').body;
  assert.equal(first.source.value, "lib/x.js");
  assert.equal(second.specifiers[0].local.name, "b c");
});

const wrong = {
  "const = 5;": "Unexpected token (1:6)",
  "a\nlet let = 1": "The keyword 'let' is reserved (2:4)",
  "f(": "Unexpected token (1:2)",
  "'abc": "Unterminated string constant (1:0)",
  "`abc": "Unterminated template (1:0)",
  "/abc": "Unterminated regular expression (1:0)",
  "function f() { await 1 }": "Cannot use keyword 'await' outside an async function (1:15)",
  "return 1": "'return' outside of function (1:0)",
  "{ import 'x' }": "'import' and 'export' may only appear at the top level (1:2)",
  "1 = 2": "Assigning to rvalue (1:1)",
  "with (a) b": "'with' in strict mode (1:0)",
  "const a;": "Unexpected token (1:7)",
  "() + 1": "Unexpected token (1:3)",
  "3px": "Invalid number (1:0)",
  "try { }": "Missing catch or finally clause (1:7)",
  "if (1": "Unexpected token (1:5)",
  "a b": "Unexpected token (1:2)",
  "enum x": "Unexpected token (1:0)",
};

for (const [text, message] of Object.entries(wrong)) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseModule(text), { message });
  });
}
