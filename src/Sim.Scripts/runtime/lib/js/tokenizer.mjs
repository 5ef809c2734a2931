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

const blanks = /[\s\uFEFF]+/y;
const restOfLine = /[^\n\r\u2028\u2029]*/y;
const name = /(?:[$_\p{ID_Start}]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})(?:[$_\u200C\u200D\p{ID_Continue}]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})*/uy;
const number = /0[xX][\da-fA-F](?:_?[\da-fA-F])*n?|0[oO][0-7](?:_?[0-7])*n?|0[bB][01](?:_?[01])*n?|(?:0|[1-9](?:_?\d)*)n|(?:(?:0|[1-9](?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const punctuator = />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@]/y;
const regex = /\/(?:[^/\\[\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029]|\[(?:[^\]\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*\])+\/[$\w]*/y;
const lineEnd = /[\n\r\u2028\u2029]/;

/**
 * The current token: `type` is "name", "private", "number", "text", "template", "punctuator" or "end"; `value` the name, the text
 * as it is written or the punctuator; `escaped` tells that a name or a text was written with escapes; `newline` that a line ended before it.
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
    const gap = this.position;
    this.skipSpace();
    this.newline = this.position > gap && lineEnd.test(this.source.slice(gap, this.position));
    this.start = this.position;
    this.escaped = false;
    this.readToken();
    this.end = this.position;
  }

  /** What the current token, a text, stands for; only the few that name something are ever asked. */
  textValue() {
    return this.escaped ? unescape(this.value) : this.value;
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
    const { source } = this;
    for (let i = this.position; i < source.length; i++) {
      const character = source[i];
      if (character === "\\") i++;
      else if (character === "`" || (character === "$" && source[i + 1] === "{")) {
        this.position = i + (character === "`" ? 1 : 2);
        return character === "`" ? "`" : "${";
      }
    }
    return this.fail("Unterminated template", this.start);
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
    return this.set("punctuator", value);
  }

  // Texts, comments and templates are gone through by loops: a pattern that repeats fills the stack when they are long.
  skipSpace() {
    const { source } = this;
    for (;;) {
      this.match(blanks);
      if (source[this.position] !== "/") return;
      const next = source[this.position + 1];
      if (next === "/") this.match(restOfLine);
      else if (next === "*") {
        const end = source.indexOf("*/", this.position + 2);
        if (end < 0) this.fail("Unterminated comment", this.position);
        this.position = end + 2;
      } else return;
    }
  }

  readText() {
    const { source, position: start } = this;
    const quote = source[start];
    let escapes = false;
    for (let i = start + 1; i < source.length; i++) {
      const character = source[i];
      if (character === quote) {
        const raw = source.slice(start + 1, i);
        this.position = i + 1;
        this.escaped = escapes;
        this.set("text", raw);
        return;
      }
      if (character === "\n" || character === "\r") break;
      if (character !== "\\") continue;
      escapes = true;
      i += source[i + 1] === "\r" && source[i + 2] === "\n" ? 2 : 1;
    }
    this.fail("Unterminated string constant", start);
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
