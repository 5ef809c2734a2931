// ns.sprintf and ns.vsprintf. The game leaves them to the sprintf-js library; these are the rules of its placeholders:
//   %[1$ or (name)][+][0 or 'x][-][width][.precision]type
//   types b c d e f g i j o s t T u v x X; %% is a percent sign

const placeholder = /%(?:%|(?:(?:([1-9]\d*)\$)|\(([^)]+)\))?(\+)?(0|'[^$])?(-)?(\d+)?(?:\.(\d+))?([b-gijostTuvxX])|)/g;
const namePart = /^(?:\.?([a-z_][a-z_\d]*)|\[(\d+)\])/i;

/** Text with its placeholders filled. Throws SyntaxError for a wrong placeholder, TypeError for text where a number is due. */
export function sprintf(format, ...values) {
  return vsprintf(format, values);
}

/** The same with the values in an array. */
export function vsprintf(format, values = []) {
  let next = 0;
  let named = false;
  let placed = false;
  return String(format).replace(placeholder, (whole, place, name, plus, pad, left, width, precision, type) => {
    if (whole === "%%") return "%";
    if (type === undefined) throw new SyntaxError("[sprintf] unexpected placeholder");
    if (name === undefined) placed = true;
    else named = true;
    if (named && placed) throw new Error("[sprintf] mixing positional and named placeholders is not (yet) supported");
    const value = name !== undefined ? byName(values[0], name) : place !== undefined ? values[place - 1] : values[next++];
    return fill(value, { plus, pad, left, width, precision, type });
  });
}

function byName(value, name) {
  while (name !== "") {
    const part = namePart.exec(name);
    if (part === null) throw new SyntaxError("[sprintf] failed to parse named argument key");
    if (value === undefined) throw new Error(`[sprintf] Cannot access property "${part[1] ?? part[2]}" of undefined value`);
    value = value[part[1] ?? part[2]];
    name = name.slice(part[0].length);
  }
  return value;
}

function fill(value, { plus, pad, left, width, precision, type }) {
  if (typeof value === "function" && type !== "T" && type !== "v") value = value();
  if (/[bcdiefguxX]/.test(type) && typeof value !== "number" && Number.isNaN(Number(value))) {
    throw new TypeError(`[sprintf] expecting number but found ${typeof value}`);
  }
  const body = convert(value, type, precision, width);
  if (type === "j") return body;
  const signed = /[diefg]/.test(type) && (!(value >= 0) || plus !== undefined);
  const sign = !signed ? "" : value >= 0 ? "+" : "-";
  const text = signed ? body.replace(/^[+-]/, "") : body;
  const mark = pad === undefined ? " " : pad === "0" ? "0" : pad[1];
  const fillUp = mark.repeat(Math.max(0, (width ?? 0) - sign.length - text.length));
  if (left !== undefined) return sign + text + fillUp;
  return mark === "0" ? sign + fillUp + text : fillUp + sign + text;
}

function convert(value, type, precision, width) {
  const cut = (text) => (precision === undefined ? text : text.slice(0, Number(precision)));
  const whole = () => parseInt(value, 10);
  switch (type) {
    case "b": return whole().toString(2);
    case "c": return String.fromCharCode(whole());
    case "d": case "i": return String(whole());
    case "j": return JSON.stringify(value, null, width === undefined ? 0 : Number(width));
    case "e": return parseFloat(value).toExponential(precision === undefined ? undefined : Number(precision));
    case "f": return precision === undefined ? String(parseFloat(value)) : parseFloat(value).toFixed(Number(precision));
    case "g": return precision === undefined ? String(parseFloat(value)) : String(Number(Number(value).toPrecision(Number(precision))));
    case "o": return (whole() >>> 0).toString(8);
    case "s": return cut(String(value));
    case "t": return cut(String(Boolean(value)));
    case "T": return cut(Object.prototype.toString.call(value).slice(8, -1).toLowerCase());
    case "u": return String(whole() >>> 0);
    case "v": return cut(String(value.valueOf()));
    case "x": return (whole() >>> 0).toString(16);
    default: return (whole() >>> 0).toString(16).toUpperCase();
  }
}

