// Splits JavaScript source text into tokens. Whether a slash begins a regular expression, and where a template goes on after a
// substitution, depends on the grammar; the parser therefore asks for those two by name (rescanRegex, scanTemplate).

/** A syntax error with the place where it was found: line from 1, column from 0, as the game's own parser counts. */
export class SourceError extends SyntaxError {
  constructor(message, line, column) {
    super(`${message} (${line}:${column})`);
    this.line = line;
    this.column = column;
  }
}

const space = /(?:[\s\uFEFF]|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)+/y;
const name = /(?:[$_\p{ID_Start}]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})(?:[$_\u200C\u200D\p{ID_Continue}]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})*/uy;
const number = /0[xX][\da-fA-F](?:_?[\da-fA-F])*n?|0[oO][0-7](?:_?[0-7])*n?|0[bB][01](?:_?[01])*n?|(?:0|[1-9](?:_?\d)*)n|(?:(?:0|[1-9](?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const punctuator = />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@]/y;
const text = /"(?:[^"\\\n\r]|\\(?:\r\n|[^]))*"|'(?:[^'\\\n\r]|\\(?:\r\n|[^]))*'/y;
const regex = /\/(?:[^/\\[\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029]|\[(?:[^\]\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*\])+\/[$\w]*/y;
const templatePart = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;
const lineEnd = /[\n\r\u2028\u2029]/;

/**
 * The current token: `type` is "name", "private", "number", "text", "template", "punctuator" or "end"; `value` the name, the text's
 * content or the punctuator; `escaped` tells that a name was written with escapes; `newline` that a line ended before it.
 */
export class Tokenizer {
  constructor(source) {
    this.source = source;
    this.position = 0;
    this.type = "end";
    this.value = "";
    this.start = 0;
    this.end = 0;
    this.newline = false;
    this.escaped = false;
    this.lastEnd = 0;
    if (source.startsWith("#!")) this.position = this.lineEndAfter(0);
    this.advance();
  }

  /** Reads the next token. */
  advance() {
    this.lastEnd = this.end;
    const gap = this.match(space);
    this.newline = gap !== "" && lineEnd.test(gap);
    this.start = this.position;
    this.escaped = false;
    this.readToken();
    this.end = this.position;
  }

  /** The current token is a slash where an expression begins: reads it again as a regular expression. */
  rescanRegex() {
    this.position = this.start;
    const value = this.match(regex);
    if (value === "") this.fail("Unterminated regular expression", this.start);
    this.advance();
    return value;
  }

  /** Reads template text from the current position to the end of the template or of its part. Gives "`" or "${" for what ended it. */
  scanTemplate() {
    this.match(templatePart);
    const ends = this.source[this.position] === "`" ? "`" : "${";
    if (this.position >= this.source.length) this.fail("Unterminated template", this.start);
    this.position += ends.length;
    return ends;
  }

  /** Throws a SourceError for a position, the current token's if none is given. */
  fail(message, position = this.start) {
    const before = this.source.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
    throw new SourceError(message, before.length, before.at(-1).length);
  }

  save() {
    return [this.position, this.type, this.value, this.start, this.end, this.newline, this.escaped, this.lastEnd];
  }

  restore(state) {
    [this.position, this.type, this.value, this.start, this.end, this.newline, this.escaped, this.lastEnd] = state;
  }

  readToken() {
    if (this.position >= this.source.length) return this.set("end", "");
    const first = this.source[this.position];
    if (first === '"' || first === "'") return this.readText();
    if (first === "`") {
      this.position++;
      return this.set("template", "`");
    }
    if (first === "#") return this.readPrivate();
    if ((first >= "0" && first <= "9") || (first === "." && isDigit(this.source[this.position + 1]))) return this.readNumber();
    const word = this.match(name);
    if (word !== "") return this.setName("name", word);
    const value = this.match(punctuator);
    if (value === "") this.fail(`Unexpected character '${first}'`, this.position);
    if (value === "/" && this.source[this.position] === "*") this.fail("Unterminated comment", this.start);
    return this.set("punctuator", value);
  }

  readText() {
    const raw = this.match(text);
    if (raw === "") this.fail("Unterminated string constant", this.position);
    this.set("text", raw.includes("\\") ? unescape(raw.slice(1, -1)) : raw.slice(1, -1));
  }

  readPrivate() {
    this.position++;
    const word = this.match(name);
    if (word === "") this.fail("Unexpected character '#'", this.position - 1);
    this.setName("private", word);
  }

  readNumber() {
    const raw = this.match(number);
    const next = this.source[this.position];
    if (raw === "" || (next !== undefined && /[$\w\\]/.test(next))) this.fail("Invalid number", this.start);
    this.set("number", raw);
  }

  setName(type, word) {
    this.escaped = word.includes("\\");
    this.set(type, this.escaped ? unescape(word) : word);
  }

  set(type, value) {
    this.type = type;
    this.value = value;
  }

  match(pattern) {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source);
    if (found === null) return "";
    this.position += found[0].length;
    return found[0];
  }

  lineEndAfter(position) {
    const rest = this.source.slice(position);
    const found = lineEnd.exec(rest);
    return found === null ? this.source.length : position + found.index;
  }
}

function isDigit(character) {
  return character !== undefined && character >= "0" && character <= "9";
}

const simpleEscapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", 0: "\0" };

function unescape(raw) {
  return raw.replace(/\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g, (whole, long, unit, byte, other) => {
    if (other === undefined) return String.fromCodePoint(parseInt(long ?? unit ?? byte, 16));
    if (lineEnd.test(other)) return "";
    return simpleEscapes[other] ?? other;
  });
}
