// Checks of arguments, with the game's messages (Bitburner 2.6.1, Netscript/NetscriptHelpers.tsx). Each takes the calling context
// `ctx`; a wrong argument ends in ctx.fail(message, type), which throws what the game would throw: type is "RUNTIME" unless given.

/** Text as it stands; a number becomes text. */
export function toText(ctx, name, value) {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return ctx.fail(`${name} expected to be a string. ${describe(value)}`, "TYPE");
}

/** Text as it stands, nothing else. */
export function toStrictText(ctx, name, value) {
  return typeof value === "string" ? value : ctx.fail(`${name} expected to be a string. ${describe(value)}`, "TYPE");
}

/** A number, or text that begins with one; NaN is refused. */
export function toNumber(ctx, name, value) {
  if (typeof value === "number") return Number.isNaN(value) ? ctx.fail(`'${name}' is NaN.`) : value;
  if (typeof value === "string") {
    const parsed = parseFloat(value);
    if (!Number.isNaN(parsed)) return parsed;
  }
  return ctx.fail(`'${name}' should be a number. ${describe(value)}`, "TYPE");
}

/** A whole number above 0. */
export function toPositiveInteger(ctx, name, value) {
  const number = toNumber(ctx, name, value);
  return number >= 1 && Number.isInteger(number) ? number : ctx.fail(`${name} should be a positive integer, was ${number}`, "TYPE");
}

/** A number above 0. */
export function toPositiveNumber(ctx, name, value) {
  const number = toNumber(ctx, name, value);
  return number > 0 ? number : ctx.fail(`${name} should be a positive number, was ${number}`, "TYPE");
}

/** A server by its host name or IP address. */
export function toServer(world, ctx, value) {
  const hostname = typeof value === "string" ? value : toText(ctx, "hostname", value);
  return findServer(world, hostname) ?? ctx.fail(`Invalid hostname: ${hostname === "" ? "'' (empty string)" : `'${hostname}'`}`);
}

/** A server by its host name or IP address, the caller's own host if none is named. */
export function toServerOrOwn(world, ctx, value) {
  return toServer(world, ctx, value === undefined ? ctx.hostname : value);
}

/** A server by its host name or IP address, or undefined. */
export function findServer(world, hostname) {
  return world.servers.get(hostname) ?? world.byIp.get(hostname);
}

/** What a wrong argument is, for messages. */
export function describe(value) {
  if (value === null) return "Is null.";
  if (value === undefined) return "Is undefined.";
  if (typeof value === "function") return "Is a function.";
  return `Is of type '${typeof value}', value: ${shown(value)}`;
}

function shown(value) {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value === "" ? "'' (empty string)" : `'${clip(value)}'`;
  let json;
  try {
    json = JSON.stringify(value);
  } catch {
    json = undefined;
  }
  return json === undefined ? "???" : `'${clip(json)}'`;
}

function clip(text) {
  return text.length > 15 ? `${text.slice(0, 12)}...` : text;
}
