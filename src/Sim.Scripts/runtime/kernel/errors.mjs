// Errors as the game shows them. Refused calls throw texts, not Error objects; a script that is dead gets a ScriptDeath.

/** Thrown by every call of a script that has ended or was killed. */
export class ScriptDeath {
  constructor(process) {
    this.pid = process.pid;
    this.name = process.file;
    this.hostname = process.hostname;
    this.errorMessage = "";
    Object.freeze(this);
  }
}

/** "RUNTIME ERROR", which script, and the text. */
export function withHeading(process, text, type = "RUNTIME") {
  return `${type} ERROR\n${process.file}@${process.hostname} (PID - ${process.pid})\n\n${text}`;
}

/** Keeps the lines of a stack that are the scripts' own: the player's files are named host/path. */
export function scriptStack(error) {
  const stack = error instanceof Error ? readStack(error) : "";
  const lines = [];
  for (const line of stack.split("\n")) {
    const at = /\bat (?:async )?(?:(.*?) \()?sim:([^()]+?):(\d+):(\d+)\)?$/.exec(line);
    if (at !== null) lines.push(`${at[2]}:${at[3]}:${at[4]}${at[1] ? ` in ${at[1]}` : ""}`);
  }

  return lines;
}

function readStack(error) {
  try {
    return String(error.stack ?? "");
  } catch {
    return "";
  }
}

/** What the game's dialog would say about something that a script threw; null for a ScriptDeath, which is no error. */
export function describeThrown(thrown, process, initial = "") {
  if (thrown instanceof ScriptDeath) return null;
  try {
    if (typeof thrown === "string") {
      return { text: initial + (/^[A-Z ]+ ERROR\n/.test(thrown) ? thrown : withHeading(process, thrown)), at: [] };
    }

    if (thrown instanceof SyntaxError) {
      return { text: initial + withHeading(process, `${thrown.message} (sorry we can't be more helpful)`, "SYNTAX"), at: scriptStack(thrown) };
    }

    if (thrown instanceof Error) return { text: initial + withHeading(process, thrown.message), at: scriptStack(thrown) };
    const type = typeof thrown;
    return {
      text: initial + withHeading(
        process,
        `Unexpected type of error thrown. This error was likely thrown manually within a script.\n      Error has been logged to the console.\n\nType of error: ${type}\nValue of error: ${thrown}`,
        "UNKNOWN"),
      at: [],
    };
  } catch {
    return { text: initial + withHeading(process, "an error that cannot be shown", "UNKNOWN"), at: [] };
  }
}
