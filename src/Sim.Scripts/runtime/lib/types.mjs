// TypeScript and JSX files: only types can be taken away, and only by a Node that can do so itself (22.13 or later has
// module.stripTypeScriptTypes). Anything that needs translation (enums, JSX elements) has to be compiled by the player.

/** Whether a file may hold types. */
export function mayHaveTypes(path) {
  return /\.(?:ts|tsx|jsx)$/.test(path);
}

/**
 * Text of a script as JavaScript: lines and columns stay where they are, because types are replaced by blanks.
 * @param {string} text
 * @param {string} path decides by its ending what the text may hold
 * @param {((text: string, options: object) => string) | undefined} strip module.stripTypeScriptTypes of this Node, undefined if it has none
 * @param {(text: string) => void} parse throws a SyntaxError for text that is no JavaScript
 * @returns {string} text that can be run
 * @throws {SyntaxError} with the file's name and what the player can do
 */
export function stripTypes(text, path, strip, parse) {
  if (!mayHaveTypes(path)) return text;
  try {
    parse(text);
    return text;
  } catch {
    // Not JavaScript as it stands: it has types, or elements, or a mistake.
  }
  if (path.endsWith(".jsx")) throw new SyntaxError(`${path}: holds JSX or a mistake; compile it to .js first.`);
  if (strip === undefined) {
    throw new SyntaxError(`${path}: holds types, and this Node cannot strip them; use Node 22.13 or later, or compile it to .js first.`);
  }
  try {
    return strip(text, { mode: "strip" });
  } catch (problem) {
    throw new SyntaxError(`${path}: ${problem.message} (only types can be stripped; compile enums, namespaces and JSX to .js first)`);
  }
}
