// File names as the game takes them (Bitburner 2.6.1, Paths/Directory.ts and FilePath.ts). Inside the runtime a file has its name
// from the root of its host, without a leading slash: "batcher/controller.js".

const segment = /^[^\\/' *?[\]!~|#"]+$/;
const fileSegment = /^[^\\/' *?[\]!~|#"]+\.[^\\/' *?[\]!~|#"]+$/;

/** Folder of a file with its slash at the end; "" for one in the root. */
export function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/**
 * Resolves a file name given by a script.
 * A name with "." or ".." among its folders goes from the folder given, any other from the root of the host.
 * @param path what the script wrote
 * @param folder folder of the script, with its slash, or "" for the root
 * @returns the name from the root, or undefined if that is no valid file name
 */
export function resolvePath(path, folder = "") {
  if (path.startsWith("/")) {
    path = path.slice(1);
    folder = "";
  }
  const parts = path.split("/");
  const file = parts.pop();
  if (!fileSegment.test(file)) return undefined;
  const relative = parts.includes(".") || parts.includes("..");
  const folders = relative ? folder.split("/").slice(0, -1) : [];
  for (const part of parts) {
    if (!segment.test(part)) return undefined;
    if (part === ".") continue;
    if (part !== "..") folders.push(part);
    else if (folders.pop() === undefined) return undefined;
  }
  folders.push(file);
  return folders.join("/");
}

/** Whether a file can be run: JavaScript, or what only needs its types stripped. */
export function isScript(path) {
  return /\.(?:js|script|jsx|ts|tsx)$/.test(path);
}

/** Whether ns.write takes the file as a script (only what the game itself knows). */
export function isWritableScript(path) {
  return /\.(?:js|script)$/.test(path);
}

/** Whether a file is a text file. */
export function isText(path) {
  return /\.(?:txt|json)$/.test(path);
}

/** Whether a file is a literature file, of which scripts see no more than the name. */
export function isLiterature(path) {
  return path.endsWith(".lit");
}

const importEndings = [".js", ".ts", ".tsx", ".jsx"];

/**
 * The file that an import names: from the root of the host, whatever file has the import; ".js" and the like may be left out.
 * @param specifier text of the import
 * @param exists tells whether the host has a file
 * @returns the file's name, or undefined if there is none
 */
export function resolveImport(specifier, exists) {
  const endings = isScript(specifier) ? [""] : importEndings;
  for (const ending of endings) {
    const path = resolvePath(specifier + ending);
    if (path !== undefined && exists(path)) return path;
  }
  return undefined;
}
