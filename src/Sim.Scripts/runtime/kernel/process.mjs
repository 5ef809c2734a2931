// One running script: what it holds, and how its calls are refused.
import { ScriptDeath, withHeading } from "./errors.mjs";
import { killProcess, processesOn } from "./processes.mjs";
import { random } from "./random.mjs";
import { sim } from "./sim.mjs";
import { changed, removed, spend } from "./changes.mjs";

/** A little more than the limit, so that sums of costs that are equal but for rounding pass. */
const RAM_TOLERANCE = 1.00000000000001;

const CONCURRENT_HELP = `Concurrent calls to Netscript functions are not allowed!
      Did you forget to await hack(), grow(), or some other
      promise-returning function?
      Currently running: `;

/** States of a process that its calls look at. */
export const FREE = 0;
export const BUSY = 1;
export const DEAD = 2;

export class Process {
  constructor(pid, file, script, server, threads, args, ramPerThread, parent, temporary) {
    this.pid = pid;
    this.file = file;
    this.script = script;
    this.server = server;
    this.hostname = server.hostname;
    this.threads = threads;
    this.args = args;
    this.ramPerThread = ramPerThread;
    this.ramCharged = 1.6;
    this.charged = null;
    this.parent = parent === null ? 0 : parent.pid;
    this.temporary = temporary;
    this.key = "";
    this.guard = FREE;
    this.running = "";
    this.fn = "";
    this.ns = null;
    this.delay = null;
    this.atExit = null;
    this.logs = null;
    this.silent = null;
    this.moneyMade = 0;
    this.expGained = 0;
    this.startedAt = sim.now;
    this.title = null;
    /** The turn in which the first load of its file ended, or that of what started it. */
    this.freshTurn = parent !== null && parent.freshTurn === sim.turn ? sim.turn : -1;
  }

  get now() {
    return sim.now;
  }

  /** Ends a call with the game's error text. */
  fail(message, type = "RUNTIME") {
    const error = withHeading(this, `${this.fn}: ${message}`, type);
    this.log(this.fn, message);
    throw error;
  }

  /** A call although the process is dead or waits for an operation. */
  refuse(name) {
    if (this.guard === DEAD) throw new ScriptDeath(this);
    const error = withHeading(this, `${name}: ${CONCURRENT_HELP}${this.running} tried to run: ${name}`, "CONCURRENCY");
    killProcess(this);
    throw error;
  }

  /** The first call of a function: its RAM counts from now on. Functions of equal last name count once. */
  chargeOnce(last, name, cost) {
    const { charged } = this;
    if (charged === null) {
      this.charged = [last];
    } else {
      if (charged.includes(last)) return;
      charged.push(last);
    }

    this.ramCharged += cost;
    if (this.ramCharged <= this.ramPerThread * RAM_TOLERANCE) return;
    const error = withHeading(
      this,
      `${name}: Dynamic RAM usage calculated to be greater than RAM allocation.
      This is probably because you somehow circumvented the static RAM calculation.

      Threads: ${this.threads}
      Dynamic RAM Usage: ${gb(this.ramCharged)} per thread
      RAM Allocation: ${gb(this.ramPerThread)} per thread

      One of these could be the reason:
      * Using eval() to get a reference to a ns function
        const myScan = eval('ns.scan');

      * Using map access to do the same
        const myScan = ns['scan'];

      * Using RunOptions.ramOverride to set a smaller allocation than needed`,
      "RAM USAGE");
    killProcess(this);
    throw error;
  }

  /** Whether what it does now was started by the first load of a file, and not by a timer. */
  get isFresh() {
    return this.freshTurn === sim.turn;
  }

  // What lib/changes.mjs asks of the calling context.

  spend(amount, source) {
    return spend(amount, source);
  }

  changed(server) {
    changed(server);
  }

  removed(server) {
    removed(server);
  }

  renamed(server) {
    for (const process of processesOn(server)) process.hostname = server.hostname;
  }

  random() {
    return random();
  }

  isBusy(server) {
    return server.processes.size > 0;
  }

  /** Whether the script has switched off what a function writes by itself. */
  isSilent(name) {
    return this.silent !== null && (this.silent === ALL || this.silent.has(name));
  }

  /** A line that a function of ns writes by itself. */
  log(name, text) {
    if (this.isSilent(name)) return;
    this.line(name === "" ? text : `${name}: ${text}`);
  }

  /** As log, for texts that are dear to make and hardly ever read: they are made when someone reads the log. */
  later(source, what) {
    if (sim.follows !== null && sim.follows(this)) {
      this.line(source.logLine(what));
      return;
    }

    this.keep(source, what);
  }

  /** The lines of the log as texts. */
  get logLines() {
    const lines = [];
    const { logs } = this;
    if (logs === null) return lines;
    for (let i = Math.max(0, logs.length - 2 * LOG_LINES_MAX); i < logs.length; i += 2) {
      const source = logs[i];
      lines.push(typeof source === "string" ? source : source.logLine(logs[i + 1]));
    }

    return lines;
  }

  /** Lines stand in pairs: a text and nothing, or what makes the text and what it is asked for. */
  keep(source, what = 0) {
    const { logs } = this;
    if (logs === null) {
      this.logs = [source, what];
      return;
    }

    logs.push(source, what);
    if (logs.length >= 8 * LOG_LINES_MAX) logs.splice(0, logs.length - 2 * LOG_LINES_MAX);
  }

  /** A line that a function of ns writes by itself, made already. */
  line(text) {
    this.keep(text);
    if (sim.follows !== null && sim.follows(this)) this.tell(text);
  }

  /** A line that the script prints. */
  print(text) {
    this.keep(text);
    if (sim.tellsPrints || (sim.follows !== null && sim.follows(this))) this.tell(text);
  }

  tell(text) {
    sim.out.text({ log: text, pid: this.pid, file: this.file, host: this.hostname, at: sim.now });
  }
}

export const LOG_LINES_MAX = 50;

/** All functions are silent; enableLog turns it into a list. */
export const ALL = new Set();

const gb = (x) => `${x.toFixed(2)}GB`;
