// RAM of a script, from its text alone, as the game computes it (Bitburner 2.6.1, Script/RamCalculations.ts).
//
// The game walks the syntax tree and notes for each top-level function, and for the rest of the file (its "top"), which identifiers
// it reads. Reading a name means that what stands under that name is needed too: another function of the file or, through an import,
// of another file; and if a script function has the name, its cost is added, once. What the script itself has counts whether it is
// used or not. Of an imported file its top always counts, a function only if something needed reads its name.
// Names that are only declared (const hack = 1), keys, strings and comments are no reading.
import { parseModule } from "./js/parser.mjs";
import { resolveImport } from "./paths.mjs";
import { BASE_COST, COST_MAX, DOM_COST, HACKNET_COST, identifierCost, singularityFactor } from "./ram-costs.mjs";

const TOP = "\0top";
const DEFAULT = "\0default";

/** Names that every object has are never counted. */
const ofEveryObject = new Set([
  "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
]);

/**
 * GB per thread of a script.
 * @param {string} path the script's name from the root of its host
 * @param {{ get(path: string): string | undefined }} files texts of that host's files by name (types stripped)
 * @param {object} [world] the world, for the singularity functions' cost
 * @returns {{ ok: true, cost: number } | { ok: false, error: string, file: string }} error: why the game would refuse to start
 *   the script, with (line:column) where there is a place, and the file that has it
 */
export function staticRam(path, files, world) {
  try {
    const sum = total(path, collect(path, files), singularityFactor(world));
    return { ok: true, cost: Math.min(Math.round(sum * 100) / 100, COST_MAX) };
  } catch (problem) {
    if (problem instanceof RamProblem) return { ok: false, error: problem.message, file: problem.file };
    if (problem instanceof RangeError) return { ok: false, error: "Nested too deeply", file: path };
    throw problem;
  }
}

class RamProblem extends Error {
  constructor(message, file) {
    super(message);
    this.file = file;
  }
}

/** Reads of every file that the script reaches by imports: key ("file\0top", "file.function") to the identifiers that it reads. */
function collect(path, files) {
  const reads = new Map();
  const waiting = [path];
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const file = waiting.pop();
    const text = files.get(file);
    if (text === undefined) throw new RamProblem(`File does not exist: ${file}`, file);
    const module = moduleReads(text, file);
    const named = new Map();
    for (const specifier of module.imports) {
      const found = resolveImport(specifier, (name) => files.get(name) !== undefined);
      if (found === undefined) throw new RamProblem(`Import Error: "${specifier}" is not a file of this host (imported by ${file})`, file);
      named.set(specifier, found);
      if (!seen.has(found)) {
        seen.add(found);
        waiting.push(found);
      }
    }
    for (const [key, names] of module.reads) reads.set(file + key, names.map((name) => (typeof name === "string" ? name : named.get(name[0]) + name[1])));
  }
  return reads;
}

/** Adds up the costs, starting from everything that the script itself has. */
function total(path, reads, factor) {
  const waiting = [...reads.keys()].filter((key) => key.startsWith(path + TOP) || key.startsWith(path + "."));
  const seen = new Set(waiting);
  let sum = BASE_COST;
  const add = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push(key);
  };
  // Costs are added in the game's order, first come first: a sum of fractions depends on it in the last bits.
  for (let i = 0; i < waiting.length; i++) {
    const key = waiting[i];
    if (key === "hacknet") sum += HACKNET_COST;
    if (key === "window" || key === "document") sum += DOM_COST;
    if (key.endsWith(".*")) {
      const prefix = key.slice(0, -2);
      for (const [other, names] of reads) if (other.startsWith(prefix + ".") || other.startsWith(prefix + TOP)) names.forEach(add);
    } else {
      reads.get(key)?.forEach(add);
    }
    sum += identifierCost(key, factor);
  }
  return sum;
}

/** What was parsed, by text: a script is asked about many times and written once. Scripts that write scripts must not fill the memory. */
const parsed = new Map();
const PARSED_MAX = 1000;

/** The reads of one file. */
function moduleReads(text, file) {
  let module = parsed.get(text);
  if (module === undefined) {
    module = parseReads(text);
    if (parsed.size >= PARSED_MAX) parsed.delete(parsed.keys().next().value);
    parsed.set(text, module);
  }
  if (module.error !== undefined) throw new RamProblem(module.error, file);
  // Names of the file's own functions stand as ".name"; they get the file's name here, because equal texts may have many names.
  return { imports: module.imports, reads: module.reads.map(([key, names]) => [key, names.map((name) => (typeof name === "string" && name[0] === "." ? file + name : name))]) };
}

function parseReads(text) {
  let tree;
  try {
    tree = parseModule(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) return { error: problem.message };
    throw problem;
  }
  const walker = new Walker();
  for (const statement of tree.body) walker.visit(statement, TOP);
  return { imports: walker.imports, reads: [...walker.reads].map(([key, names]) => [key, [...names.values()]]) };
}

/** Goes through a syntax tree and notes which names are read under which key. */
class Walker {
  constructor() {
    this.reads = new Map([[TOP, new Map()]]);
    this.imports = [];
    this.imported = new Map(); // local name -> [specifier, ".name"]
    this.topLevel = true; // function declarations have keys of their own only outside of functions declared so
  }

  visit(node, key) {
    if (node === null || node === undefined) return;
    const special = this[node.type];
    if (special !== undefined) special.call(this, node, key);
    else this.children(node, key);
  }

  children(node, key) {
    for (const name of Object.keys(node)) {
      const value = node[name];
      if (Array.isArray(value)) for (const item of value) this.visit(item, key);
      else if (typeof value === "object" && value !== null) this.visit(value, key);
    }
  }

  note(key, id, value) {
    let names = this.reads.get(key);
    if (names === undefined) this.reads.set(key, (names = new Map()));
    if (!names.has(id)) names.set(id, value);
  }

  read(key, name) {
    const external = this.imported.get(name);
    if (external !== undefined) this.note(key, external.join("\0"), external);
    this.note(key, `.${name}`, `.${name}`);
    this.note(key, name, name);
  }

  Identifier(node, key) {
    if (!ofEveryObject.has(node.name)) this.read(key, node.name);
  }

  // A pattern only declares names or writes to them; what it reads are defaults, computed keys and the objects of members.
  pattern(node, key) {
    if (node === null || node.type === "Identifier") return;
    switch (node.type) {
      case "ArrayPattern":
        for (const element of node.elements) this.pattern(element, key);
        break;
      case "ObjectPattern":
        for (const property of node.properties) this.pattern(property, key);
        break;
      case "Property":
        if (node.computed) this.visit(node.key, key);
        this.pattern(node.value, key);
        break;
      case "AssignmentPattern":
        this.pattern(node.left, key);
        this.visit(node.right, key);
        break;
      case "RestElement":
        this.pattern(node.argument, key);
        break;
      default:
        this.visit(node, key);
    }
  }

  VariableDeclarator(node, key) {
    this.pattern(node.id, key);
    this.visit(node.init, key);
  }

  AssignmentExpression(node, key) {
    this.pattern(node.left, key);
    this.visit(node.right, key);
  }

  AssignmentPattern(node, key) {
    this.pattern(node, key);
  }

  ForOfStatement(node, key) {
    if (node.left.type === "VariableDeclaration") this.visit(node.left, key);
    else this.pattern(node.left, key);
    this.visit(node.right, key);
    this.visit(node.body, key);
  }

  ForInStatement(node, key) {
    this.ForOfStatement(node, key);
  }

  CatchClause(node, key) {
    this.pattern(node.param, key);
    this.visit(node.body, key);
  }

  LabeledStatement(node, key) {
    this.visit(node.body, key);
  }

  BreakStatement() {}

  ContinueStatement() {}

  Property(node, key) {
    if (node.computed) this.visit(node.key, key);
    this.visit(node.value, key);
  }

  MethodDefinition(node, key) {
    this.Property(node, key);
  }

  PropertyDefinition(node, key) {
    this.Property(node, key);
  }

  functionParts(node, key) {
    for (const parameter of node.params) this.pattern(parameter, key);
    this.visit(node.body, key);
  }

  FunctionExpression(node, key) {
    this.functionParts(node, key);
  }

  ArrowFunctionExpression(node, key) {
    this.functionParts(node, key);
  }

  FunctionDeclaration(node, key) {
    if (!this.topLevel) {
      this.functionParts(node, key);
      return;
    }
    this.topLevel = false;
    const own = `.${node.id?.name ?? DEFAULT}`;
    if (!this.reads.has(own)) this.reads.set(own, new Map());
    this.functionParts(node, own);
    this.topLevel = true;
  }

  ClassDeclaration(node, key) {
    this.visit(node.superClass, key);
    this.visit(node.body, key);
  }

  ClassExpression(node, key) {
    this.ClassDeclaration(node, key);
  }

  ImportDeclaration(node) {
    const specifier = node.source.value;
    this.imports.push(specifier);
    this.note(TOP, `${specifier}\0${TOP}`, [specifier, TOP]);
    for (const item of node.specifiers) {
      if (item.type === "ImportSpecifier") this.imported.set(item.local.name, [specifier, `.${item.imported.name}`]);
      else this.note(TOP, `${specifier}\0.*`, [specifier, ".*"]);
    }
  }

  ExportNamedDeclaration(node, key) {
    if (node.declaration !== null) {
      this.visit(node.declaration, key);
      return;
    }
    const specifier = node.source?.value;
    if (specifier !== undefined) this.imports.push(specifier);
    for (const { local, exported } of node.specifiers) {
      const own = `.${exported.name}`;
      if (specifier !== undefined) {
        this.note(own, `${specifier}\0.${local.name}`, [specifier, `.${local.name}`]);
        this.note(own, local.name, local.name);
      } else if (exported.name !== local.name) {
        this.read(own, local.name);
      }
    }
  }

  ExportDefaultDeclaration(node, key) {
    this.visit(node.declaration, key);
  }

  ExportAllDeclaration() {}

  MetaProperty() {}
}
