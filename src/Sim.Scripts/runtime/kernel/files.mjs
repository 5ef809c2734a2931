// Files of hosts: scripts and text files, as ns.read, write, ls, scp and their kin see them.
import { describe, toServer, toText } from "../lib/args.mjs";
import { folderOf, isLiterature, isScript, isText, isWritableScript, resolvePath } from "../lib/paths.mjs";
import { processesOn } from "./processes.mjs";
import { sim } from "./sim.mjs";

/** A script of a host, with what was worked out about it. */
export class ScriptFile {
  constructor(text) {
    this.text = text;
    /** The host's stamp when `ram` and `module` were worked out. */
    this.stamp = -1;
    this.module = null;
    this.ramStamp = -1;
    this.ram = 0;
  }
}

/** Gives a server room for files; called for every server. */
export function prepareServer(server) {
  server.scripts = new Map();
  server.texts = new Map();
  /** Counts changes of scripts on this host: what was worked out from several files holds as long as it stands still. */
  server.stamp = 0;
  server.processes = new Map();
  server.programs ??= [];
  server.messages ??= [];
}

export function putScript(server, path, text) {
  const old = server.scripts.get(path);
  if (old !== undefined && old.text === text) return;
  server.scripts.set(path, new ScriptFile(text));
  server.stamp++;
}

export function putFile(server, path, text) {
  if (isScript(path)) putScript(server, path, text);
  else server.texts.set(path, text);
}

/** Names that mean the same from every folder; controllers name the same few workers all the time. */
const knownPaths = new Map();
const KNOWN_MAX = 10000;

function resolved(given, file) {
  const known = knownPaths.get(given);
  if (known !== undefined) return known;
  const path = resolvePath(given, folderOf(file));
  if (path !== undefined && !given.includes("./")) {
    if (knownPaths.size >= KNOWN_MAX) knownPaths.clear();
    knownPaths.set(given, path);
  }

  return path;
}

/** The name of a file from the root, as a script gave it; refused if it is none. */
export function pathOf(process, argument, given) {
  if (typeof given !== "string") process.fail(`${argument} expected to be a string. ${describe(given)}`, "TYPE");
  const path = resolved(given, process.file);
  if (path === undefined) process.fail(`Invalid ${argument}, was not a valid path: ${given}`);
  return path;
}

/** As pathOf, for what must be a script. */
export function scriptPathOf(process, argument, given) {
  const path = pathOf(process, argument, given);
  if (!isScript(path)) process.fail(`Invalid ${argument}, must be a script: ${path}`);
  return path;
}

export function read(process, given) {
  const path = pathOf(process, "filename", given);
  const { server } = process;
  return isScript(path) ? server.scripts.get(path)?.text ?? "" : server.texts.get(path) ?? "";
}

export function write(process, given, data = "", mode = "a") {
  const path = pathOf(process, "filename", given);
  const text = toText(process, "data", data);
  toText(process, "mode", mode);
  const { server } = process;
  if (isWritableScript(path)) {
    putScript(server, path, mode === "w" ? text : (server.scripts.get(path)?.text ?? "") + text);
  } else if (isText(path)) {
    server.texts.set(path, mode === "w" ? text : (server.texts.get(path) ?? "") + text);
  } else {
    process.fail(`File path should be a text file or script. ${path} is invalid.`);
  }
}

export function clear(process, given) {
  const path = pathOf(process, "filename", given);
  if (!isText(path)) process.fail(`Invalid file: ${path}. Only text files can be emptied.`);
  if (!process.server.texts.has(path)) process.fail(`${path} does not exist on this server.`);
  process.server.texts.set(path, "");
}

export function remove(process, given, host) {
  const path = pathOf(process, "filename", given);
  const server = toServer(sim.world, process, host ?? process.hostname);
  if (server.scripts.has(path)) {
    for (const other of processesOn(server)) {
      if (other.file !== path) continue;
      process.log("rm", "Cannot delete a script that is currently running!");
      return false;
    }

    server.scripts.delete(path);
    server.stamp++;
    return true;
  }

  if (server.texts.delete(path)) return true;
  return takeName(server.programs, path) || takeName(server.messages, path);
}

function takeName(names, path) {
  const at = names.indexOf(path);
  if (at < 0) return false;
  names.splice(at, 1);
  return true;
}

export function move(process, host, from, to) {
  const server = toServer(sim.world, process, host);
  const source = pathOf(process, "source", from);
  const target = pathOf(process, "destination", to);
  const isMovable = (path) => isText(path) || isScript(path);
  if (!isMovable(source) || !isMovable(target)) process.fail("'mv' can only be used on scripts and text files");
  const text = isScript(source) ? server.scripts.get(source)?.text : server.texts.get(source);
  if (text === undefined) process.fail(`Source ${isScript(source) ? "script" : "text"} file ${source} does not exist on ${server.hostname}`);
  if (source === target) return;
  putFile(server, target, text);
  if (isScript(source)) {
    server.scripts.delete(source);
    server.stamp++;
  } else {
    server.texts.delete(source);
  }
}

export function list(process, host, part = "") {
  const server = toServer(sim.world, process, host ?? process.hostname);
  const filter = toText(process, "substring", part);
  const all = [...server.programs, ...server.scripts.keys(), ...server.messages, ...server.texts.keys()];
  return all.filter((name) => name.includes(filter)).sort();
}

export function exists(process, given, host) {
  const path = pathOf(process, "filename", given);
  const server = toServer(sim.world, process, host ?? process.hostname);
  if (isScript(path)) return server.scripts.has(path);
  if (isText(path)) return server.texts.has(path);
  if (path.endsWith(".exe")) return server.programs.some((name) => name.toLowerCase() === path.toLowerCase());
  return server.messages.includes(path);
}

export function copy(process, given, to, from) {
  const target = toServer(sim.world, process, to);
  const source = toServer(sim.world, process, from ?? process.hostname);
  const names = Array.isArray(given) ? given : [given];
  const paths = names.map((name) => {
    const path = pathOf(process, "files", name);
    if (!isScript(path) && !isText(path) && !isLiterature(path)) process.fail("Only works for scripts, .lit and .txt files.");
    return path;
  });
  let isWhole = true;
  for (const path of paths) isWhole = copyOne(process, path, source, target) && isWhole;
  return isWhole;
}

function copyOne(process, path, source, target) {
  if (isLiterature(path)) {
    if (!source.messages.includes(path)) return false;
    if (!target.messages.includes(path)) target.messages.push(path);
    return true;
  }

  const text = isScript(path) ? source.scripts.get(path)?.text : source.texts.get(path);
  if (text === undefined) {
    process.log("scp", `File '${path}' does not exist.`);
    return false;
  }

  putFile(target, path, text);
  process.log("scp", `File '${path}' copied over to '${target.hostname}'.`);
  return true;
}
