// A parser for JavaScript modules. It builds a syntax tree whose nodes have the usual names (ESTree: Identifier, CallExpression,
// ...), with what the RAM of scripts depends on: which names are read, which are only declared. It finds errors of form; what only
// shows in the meaning (a name declared twice, a label that is not there) is left to the engine that runs the script.
import { Tokenizer } from "./tokenizer.mjs";

const reserved = new Set((
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in " +
  "instanceof new null return super switch this throw true try typeof var void while with " +
  "implements interface let package private protected public static yield await"
).split(" "));

const binary = new Map([
  ["??", 1], ["||", 2], ["&&", 3], ["|", 4], ["^", 5], ["&", 6], ["==", 7], ["!=", 7], ["===", 7], ["!==", 7],
  ["<", 8], [">", 8], ["<=", 8], [">=", 8], ["instanceof", 8], ["in", 8],
  ["<<", 9], [">>", 9], [">>>", 9], ["+", 10], ["-", 10], ["*", 11], ["/", 11], ["%", 11], ["**", 12],
]);

const assignments = new Set(["=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??="]);
const prefixes = new Set(["!", "~", "+", "-", "typeof", "void", "delete"]);

/**
 * Parses the text of a module.
 * @returns {{ type: "Program", body: object[] }}
 * @throws {SourceError} with line and column
 */
export function parseModule(source) {
  return new Parser(source).program();
}

class Parser extends Tokenizer {
  constructor(source) {
    super(source);
    this.isAsync = true; // A module may await at its top level.
    this.isGenerator = false;
    this.inFunction = false;
    this.noIn = false;
  }

  program() {
    const body = [];
    while (this.type !== "end") body.push(this.statement(true));
    return { type: "Program", body };
  }

  // ----- statements

  statement(top = false) {
    if (this.type === "name" && !this.escaped) {
      const parse = this.statementStart(top);
      if (parse !== undefined) return parse;
    }
    if (this.is("{")) return this.block();
    if (this.take(";")) return { type: "EmptyStatement" };
    if (this.is("@")) return this.decorated();
    const expression = this.expression();
    if (expression.type === "Identifier" && !expression.parenthesised && this.take(":")) {
      return { type: "LabeledStatement", label: expression, body: this.statement() };
    }
    this.semicolon();
    return { type: "ExpressionStatement", expression };
  }

  statementStart(top) {
    switch (this.value) {
      case "var": case "const": return this.variables();
      case "let": return this.startsLet() ? this.variables() : undefined;
      case "function": return this.functionNode("FunctionDeclaration", false);
      case "async": return this.startsAsyncFunction() ? this.asyncFunction("FunctionDeclaration") : undefined;
      case "class": return this.classNode("ClassDeclaration");
      case "if": return this.ifStatement();
      case "for": return this.forStatement();
      case "while": return this.whileStatement();
      case "do": return this.doStatement();
      case "return": return this.returnStatement();
      case "break": case "continue": return this.jump();
      case "throw": return this.throwStatement();
      case "try": return this.tryStatement();
      case "switch": return this.switchStatement();
      case "debugger": this.advance(); this.semicolon(); return { type: "DebuggerStatement" };
      case "with": return this.fail("'with' in strict mode");
      case "import": return this.startsImportExpression() ? undefined : this.moduleOnly(top, () => this.importDeclaration());
      case "export": return this.moduleOnly(top, () => this.exportDeclaration());
      default: return undefined;
    }
  }

  moduleOnly(top, parse) {
    if (!top) this.fail("'import' and 'export' may only appear at the top level");
    return parse();
  }

  block() {
    const { start } = this;
    this.expect("{");
    const body = [];
    while (!this.take("}")) body.push(this.statement());
    return { type: "BlockStatement", body, start, end: this.lastEnd };
  }

  /** The statement that a loop repeats, with its place. */
  loopBody() {
    const { start } = this;
    const body = this.statement();
    return { ...body, start, end: this.lastEnd };
  }

  variables(inFor = false) {
    const kind = this.value;
    this.advance();
    const declarations = [];
    do {
      const id = this.bindingTarget();
      const init = this.take("=") ? this.assignment() : null;
      if (init === null && !inFor && (kind === "const" || id.type !== "Identifier")) this.unexpected();
      declarations.push({ type: "VariableDeclarator", id, init });
    } while (this.take(","));
    if (!inFor) this.semicolon();
    return { type: "VariableDeclaration", kind, declarations };
  }

  ifStatement() {
    this.advance();
    const test = this.parenthesised();
    const consequent = this.statement();
    const alternate = this.takeWord("else") ? this.statement() : null;
    return { type: "IfStatement", test, consequent, alternate };
  }

  forStatement() {
    this.advance();
    const awaits = this.takeWord("await");
    this.expect("(");
    let init = null;
    if (!this.is(";")) {
      const declares = this.isWord("var") || this.isWord("const") || (this.isWord("let") && this.startsLet());
      const outer = this.noIn;
      this.noIn = true;
      init = declares ? this.variables(true) : this.expression();
      this.noIn = outer;
      if (this.isWord("of") || this.isWord("in")) return this.forEach(init, declares, awaits);
    }
    this.expect(";");
    const test = this.is(";") ? null : this.expression();
    this.expect(";");
    const update = this.is(")") ? null : this.expression();
    this.expect(")");
    return { type: "ForStatement", init, test, update, body: this.loopBody() };
  }

  forEach(init, declares, awaits) {
    const type = this.value === "of" ? "ForOfStatement" : "ForInStatement";
    this.advance();
    const left = declares ? init : this.toPattern(init);
    const right = type === "ForOfStatement" ? this.assignment() : this.expression();
    this.expect(")");
    return { type, left, right, await: awaits, body: this.loopBody() };
  }

  whileStatement() {
    this.advance();
    return { type: "WhileStatement", test: this.parenthesised(), body: this.loopBody() };
  }

  doStatement() {
    this.advance();
    const body = this.loopBody();
    if (!this.takeWord("while")) this.unexpected();
    const test = this.parenthesised();
    this.take(";");
    return { type: "DoWhileStatement", body, test };
  }

  returnStatement() {
    if (!this.inFunction) this.fail("'return' outside of function");
    this.advance();
    const argument = this.endsStatement() ? null : this.expression();
    this.semicolon();
    return { type: "ReturnStatement", argument };
  }

  jump() {
    const type = this.value === "break" ? "BreakStatement" : "ContinueStatement";
    this.advance();
    const label = this.endsStatement() ? null : this.identifier();
    this.semicolon();
    return { type, label };
  }

  throwStatement() {
    this.advance();
    if (this.newline) this.fail("Illegal newline after throw", this.lastEnd);
    const argument = this.expression();
    this.semicolon();
    return { type: "ThrowStatement", argument };
  }

  tryStatement() {
    this.advance();
    const block = this.block();
    let handler = null;
    if (this.takeWord("catch")) {
      const param = this.take("(") ? this.bindingTarget() : null;
      if (param !== null) this.expect(")");
      handler = { type: "CatchClause", param, body: this.block() };
    }
    const finalizer = this.takeWord("finally") ? this.block() : null;
    if (handler === null && finalizer === null) this.fail("Missing catch or finally clause");
    return { type: "TryStatement", block, handler, finalizer };
  }

  switchStatement() {
    this.advance();
    const discriminant = this.parenthesised();
    this.expect("{");
    const cases = [];
    while (!this.take("}")) {
      const isDefault = this.takeWord("default");
      if (!isDefault && !this.takeWord("case")) this.unexpected();
      const test = isDefault ? null : this.expression();
      this.expect(":");
      const consequent = [];
      while (!this.isWord("case") && !this.isWord("default") && !this.is("}")) consequent.push(this.statement());
      cases.push({ type: "SwitchCase", test, consequent });
    }
    return { type: "SwitchStatement", discriminant, cases };
  }

  // ----- modules

  importDeclaration() {
    const start = this.start;
    this.advance();
    const specifiers = [];
    if (this.type !== "text") {
      if (this.type === "name") {
        specifiers.push({ type: "ImportDefaultSpecifier", local: this.bindingIdentifier() });
        if (!this.isWord("from")) this.expect(",");
      }
      if (this.take("*")) {
        this.takeAs();
        specifiers.push({ type: "ImportNamespaceSpecifier", local: this.bindingIdentifier() });
      } else if (this.take("{")) {
        this.list("}", () => specifiers.push(this.importSpecifier()));
      }
      if (!this.takeWord("from")) this.unexpected();
    }
    const source = this.moduleSource();
    this.semicolon();
    return { type: "ImportDeclaration", specifiers, source, start, end: this.lastEnd };
  }

  importSpecifier() {
    const imported = this.moduleName();
    const local = this.takeWord("as") ? this.bindingIdentifier() : imported;
    if (local === imported) this.checkBinding(imported.name, this.lastEnd - imported.name.length);
    return { type: "ImportSpecifier", imported, local };
  }

  exportDeclaration() {
    const start = this.start;
    this.advance();
    if (this.takeWord("default")) return { ...this.exportDefault(), start, end: this.lastEnd };
    if (this.take("*")) {
      const exported = this.takeWord("as") ? this.moduleName() : null;
      if (!this.takeWord("from")) this.unexpected();
      const source = this.moduleSource();
      this.semicolon();
      return { type: "ExportAllDeclaration", exported, source, start, end: this.lastEnd };
    }
    const specifiers = [];
    let declaration = null;
    let source = null;
    if (this.take("{")) {
      this.list("}", () => {
        const local = this.moduleName();
        specifiers.push({ type: "ExportSpecifier", local, exported: this.takeWord("as") ? this.moduleName() : local });
      });
      if (this.takeWord("from")) source = this.moduleSource();
      this.semicolon();
    } else {
      declaration = this.statement();
      if (!["VariableDeclaration", "FunctionDeclaration", "ClassDeclaration"].includes(declaration.type)) this.unexpected();
    }
    return { type: "ExportNamedDeclaration", declaration, specifiers, source, start, end: this.lastEnd };
  }

  exportDefault() {
    let declaration;
    if (this.isWord("function")) declaration = this.functionNode("FunctionDeclaration", false);
    else if (this.isWord("async") && this.startsAsyncFunction()) declaration = this.asyncFunction("FunctionDeclaration");
    else if (this.isWord("class")) declaration = this.classNode("ClassDeclaration");
    else {
      declaration = this.assignment();
      this.semicolon();
    }
    return { type: "ExportDefaultDeclaration", declaration };
  }

  moduleSource() {
    if (this.type !== "text") this.unexpected();
    const source = { type: "Literal", value: this.textValue(), start: this.start, end: this.end };
    this.advance();
    if (this.isWord("with") || (this.isWord("assert") && !this.newline)) {
      this.advance();
      this.objectLiteral();
    }
    return source;
  }

  moduleName() {
    if (this.type !== "name" && this.type !== "text") this.unexpected();
    const name = this.type === "text" ? this.textValue() : this.value;
    this.advance();
    return { type: "Identifier", name };
  }

  takeAs() {
    if (!this.takeWord("as")) this.unexpected();
  }

  // ----- functions and classes

  asyncFunction(type) {
    this.advance();
    return this.functionNode(type, true);
  }

  functionNode(type, isAsync) {
    this.advance();
    const isGenerator = this.take("*");
    const id = this.type === "name" && !this.is("(") ? this.bindingIdentifier() : null;
    return { type, id, ...this.functionRest(isAsync, isGenerator) };
  }

  functionRest(isAsync, isGenerator) {
    return this.within(isAsync, isGenerator, () => {
      this.expect("(");
      const params = [];
      this.list(")", () => params.push(this.bindingElement()));
      return { params, body: this.block() };
    });
  }

  arrow(params, isAsync) {
    if (this.newline) this.unexpected();
    const { noIn } = this;
    this.advance();
    const body = this.within(isAsync, false, () => {
      if (this.is("{")) return this.block();
      this.noIn = noIn;
      const { start } = this;
      const expression = this.assignment();
      return { ...expression, start, end: this.lastEnd };
    });
    return { type: "ArrowFunctionExpression", params, body };
  }

  within(isAsync, isGenerator, parse) {
    const outer = [this.isAsync, this.isGenerator, this.inFunction, this.noIn];
    [this.isAsync, this.isGenerator, this.inFunction, this.noIn] = [isAsync, isGenerator, true, false];
    const result = parse();
    [this.isAsync, this.isGenerator, this.inFunction, this.noIn] = outer;
    return result;
  }

  decorated() {
    while (this.take("@")) this.unaryOrPostfix();
    return this.isWord("export") ? this.exportDeclaration() : this.classNode("ClassDeclaration");
  }

  classNode(type) {
    this.advance();
    const id = this.type === "name" && this.value !== "extends" ? this.bindingIdentifier() : null;
    const superClass = this.takeWord("extends") ? this.unaryOrPostfix() : null;
    this.expect("{");
    const body = [];
    while (!this.take("}")) if (!this.take(";")) body.push(this.classElement());
    return { type, id, superClass, body: { type: "ClassBody", body } };
  }

  classElement() {
    while (this.take("@")) this.unaryOrPostfix();
    let isStatic = false;
    if (this.isWord("static") && !this.modifierIsName()) {
      this.advance();
      isStatic = true;
      if (this.is("{")) return { type: "StaticBlock", body: this.within(false, false, () => this.block()).body };
    }
    const member = this.member(true);
    if (member.method) return { type: "MethodDefinition", key: member.key, computed: member.computed, value: member.value, static: isStatic };
    const value = this.take("=") ? this.within(false, false, () => this.assignment()) : null;
    this.semicolon();
    return { type: "PropertyDefinition", key: member.key, computed: member.computed, value, static: isStatic };
  }

  /** A key with what stands before it (get, set, async, *), and the function if it is a method. */
  member(inClass) {
    let isAsync = false;
    let isGenerator = false;
    if (this.isWord("async") && !this.modifierIsName()) {
      this.advance();
      isAsync = true;
    } else if ((this.isWord("get") || this.isWord("set")) && !this.modifierIsName()) {
      this.advance();
    }
    if (this.take("*")) isGenerator = true;
    const isWord = this.type === "name";
    const { key, computed } = this.propertyKey(inClass);
    if (!this.is("(")) return { key, computed, method: false, isName: isWord && !computed };
    const value = { type: "FunctionExpression", id: null, ...this.functionRest(isAsync, isGenerator) };
    return { key, computed, method: true, value };
  }

  /** Whether a word such as static, get or async is the member's own name. */
  modifierIsName() {
    const state = this.save();
    const word = this.value;
    this.advance();
    const isName = this.is("(") || this.is("=") || this.is(";") || this.is("}") || this.is(",") || this.is(":") || this.type === "end" ||
      (word === "async" && this.newline);
    this.restore(state);
    return isName;
  }

  propertyKey(inClass) {
    if (this.take("[")) {
      const key = this.allowIn(() => this.assignment());
      this.expect("]");
      return { key, computed: true };
    }
    const { type, value } = this;
    if (type !== "name" && type !== "text" && type !== "number" && !(type === "private" && inClass)) this.unexpected();
    this.advance();
    if (type === "name") return { key: { type: "Identifier", name: value }, computed: false };
    return { key: type === "private" ? { type: "PrivateIdentifier", name: value } : { type: "Literal", value }, computed: false };
  }

  // ----- patterns

  bindingElement() {
    if (this.take("...")) return { type: "RestElement", argument: this.bindingTarget() };
    const left = this.bindingTarget();
    return this.take("=") ? { type: "AssignmentPattern", left, right: this.allowIn(() => this.assignment()) } : left;
  }

  bindingTarget() {
    if (this.take("[")) {
      const elements = [];
      this.list("]", () => elements.push(this.is(",") ? null : this.bindingElement()), true);
      return { type: "ArrayPattern", elements };
    }
    if (this.take("{")) {
      const properties = [];
      this.list("}", () => properties.push(this.bindingProperty()));
      return { type: "ObjectPattern", properties };
    }
    return this.bindingIdentifier();
  }

  bindingProperty() {
    if (this.take("...")) return { type: "RestElement", argument: this.bindingTarget() };
    const { start } = this;
    const isName = this.type === "name";
    const { key, computed } = this.propertyKey(false);
    if (this.take(":")) return { type: "Property", key, computed, value: this.bindingElement() };
    if (!isName || computed) this.unexpected();
    this.checkBinding(key.name, start);
    const value = this.take("=") ? { type: "AssignmentPattern", left: key, right: this.allowIn(() => this.assignment()) } : key;
    return { type: "Property", key, computed, value };
  }

  bindingIdentifier() {
    if (this.type !== "name") this.unexpected();
    this.checkBinding(this.value, this.start);
    return this.identifier();
  }

  checkBinding(name, position) {
    if (reserved.has(name)) this.fail(`The keyword '${name}' is reserved`, position);
    if (name === "eval" || name === "arguments") this.fail(`Binding ${name} in strict mode`, position);
  }

  /** Turns an expression that was read before an arrow or an equals sign into the pattern that it is. */
  toPattern(node) {
    switch (node.type) {
      case "Identifier":
        return node;
      case "MemberExpression": case "ObjectPattern": case "ArrayPattern": case "AssignmentPattern": case "RestElement":
        return node;
      case "AssignmentExpression":
        if (node.operator !== "=") break;
        return { type: "AssignmentPattern", left: node.left, right: node.right };
      case "ArrayExpression":
        return { type: "ArrayPattern", elements: node.elements.map((element) => element && this.toPattern(element)) };
      case "ObjectExpression":
        return { type: "ObjectPattern", properties: node.properties.map((property) => this.toPattern(property)) };
      case "Property":
        if (node.method) break;
        return { ...node, value: this.toPattern(node.value) };
      case "SpreadElement":
        return { type: "RestElement", argument: this.toPattern(node.argument) };
    }
    return this.fail("Assigning to rvalue", this.lastEnd);
  }

  // ----- expressions

  expression() {
    const first = this.assignment();
    if (!this.is(",")) return first;
    const expressions = [first];
    while (this.take(",")) expressions.push(this.assignment());
    return { type: "SequenceExpression", expressions };
  }

  assignment() {
    if (this.isWord("yield") && this.isGenerator) return this.yieldExpression();
    const { start } = this;
    const left = this.conditional();
    if (left.arrowParams !== undefined) {
      if (!this.is("=>")) this.unexpected();
      return this.arrow(left.arrowParams.map((node) => this.toPattern(node)), left.isAsync);
    }
    if (this.is("=>") && left.type === "Identifier" && !left.parenthesised) {
      this.checkBinding(left.name, start);
      return this.arrow([left], left.isAsync === true);
    }
    if (this.type !== "punctuator" || !assignments.has(this.value)) return left;
    const operator = this.value;
    const target = operator === "=" ? this.toPattern(left) : left;
    if (operator !== "=" && target.type !== "Identifier" && target.type !== "MemberExpression") this.fail("Assigning to rvalue", start);
    if (target.type === "Identifier" && reserved.has(target.name)) this.fail("Assigning to rvalue", start);
    this.advance();
    return { type: "AssignmentExpression", operator, left: target, right: this.assignment() };
  }

  yieldExpression() {
    this.advance();
    const delegates = !this.newline && this.take("*");
    const none = this.newline || this.is(")") || this.is("]") || this.is("}") || this.is(",") || this.is(";") || this.is(":") || this.type === "end";
    return { type: "YieldExpression", argument: none && !delegates ? null : this.assignment() };
  }

  conditional() {
    const test = this.binaryFrom(this.unaryOrPostfix(), 0);
    if (!this.is("?")) return test;
    this.advance();
    const consequent = this.allowIn(() => this.assignment());
    this.expect(":");
    return { type: "ConditionalExpression", test, consequent, alternate: this.assignment() };
  }

  binaryFrom(left, above) {
    for (;;) {
      const power = this.binaryPower();
      if (power <= above || left.arrowParams !== undefined) return left;
      const operator = this.value;
      this.advance();
      // ** binds to the right, everything else to the left.
      const right = this.binaryFrom(this.unaryOrPostfix(), operator === "**" ? power - 1 : power);
      left = { type: "BinaryExpression", operator, left, right };
    }
  }

  binaryPower() {
    if (this.type === "punctuator") return binary.get(this.value) ?? 0;
    if (this.type !== "name" || this.escaped) return 0;
    if (this.value === "instanceof") return binary.get("instanceof");
    return this.value === "in" && !this.noIn ? binary.get("in") : 0;
  }

  unaryOrPostfix() {
    if (this.type === "private") return this.privateIn();
    if ((this.type === "punctuator" || (this.type === "name" && !this.escaped)) && prefixes.has(this.value)) {
      const operator = this.value;
      this.advance();
      return { type: "UnaryExpression", operator, argument: this.unaryOrPostfix() };
    }
    if (this.is("++") || this.is("--")) {
      this.advance();
      return { type: "UpdateExpression", argument: this.updateTarget(this.unaryOrPostfix()) };
    }
    if (this.isWord("await")) {
      if (!this.isAsync) this.fail("Cannot use keyword 'await' outside an async function");
      this.advance();
      return { type: "AwaitExpression", argument: this.unaryOrPostfix() };
    }
    const expression = this.chain(this.primary());
    if ((this.is("++") || this.is("--")) && !this.newline) {
      this.updateTarget(expression);
      this.advance();
      return { type: "UpdateExpression", argument: expression };
    }
    return expression;
  }

  updateTarget(node) {
    if (node.type !== "Identifier" && node.type !== "MemberExpression") this.fail("Assigning to rvalue");
    return node;
  }

  privateIn() {
    const left = { type: "PrivateIdentifier", name: this.value };
    this.advance();
    if (!this.isWord("in")) this.unexpected();
    return left;
  }

  /** What follows a primary expression: members, calls, templates. */
  chain(object, calls = true) {
    while (object.arrowParams === undefined) {
      if (this.take(".")) object = this.memberOf(object);
      else if (calls && this.take("?.")) object = this.optional(object);
      else if (this.take("[")) object = this.computedOf(object);
      else if (calls && this.is("(")) {
        if (object.type === "Identifier" && object.name === "async" && !object.parenthesised && !this.newline) return this.asyncCallOrArrow(object);
        object = { type: "CallExpression", callee: object, arguments: this.callArguments() };
      } else if (this.type === "template") object = { type: "TaggedTemplateExpression", tag: object, quasi: this.template() };
      else break;
    }
    return object;
  }

  optional(object) {
    if (this.is("(")) return { type: "CallExpression", callee: object, arguments: this.callArguments(), optional: true };
    if (this.take("[")) return this.computedOf(object);
    if (this.type === "template") this.fail("Optional chaining cannot appear in the tag of tagged template expressions");
    return this.memberOf(object);
  }

  memberOf(object) {
    if (this.type !== "name" && this.type !== "private") this.unexpected();
    const property = { type: this.type === "name" ? "Identifier" : "PrivateIdentifier", name: this.value };
    this.advance();
    return { type: "MemberExpression", object, property, computed: false };
  }

  computedOf(object) {
    const property = this.allowIn(() => this.expression());
    this.expect("]");
    return { type: "MemberExpression", object, property, computed: true };
  }

  callArguments() {
    this.expect("(");
    const values = [];
    this.list(")", () => values.push(this.spreadOrValue()));
    return values;
  }

  /** async ( ... ): a call of a function named async, or the parameters of an async arrow function. */
  asyncCallOrArrow(callee) {
    const values = this.callArguments();
    if (this.is("=>") && !this.newline) return { type: "ArrowParameters", arrowParams: values, isAsync: true };
    return this.chain({ type: "CallExpression", callee, arguments: values });
  }

  primary() {
    switch (this.type) {
      case "name": return this.namePrimary();
      case "number": case "text": {
        const literal = { type: "Literal", value: this.value };
        this.advance();
        return literal;
      }
      case "template": return this.template();
      case "punctuator": break;
      default: return this.unexpected();
    }
    switch (this.value) {
      case "(": return this.parenthesesOrArrow();
      case "[": return this.arrayLiteral();
      case "{": return this.objectLiteral();
      case "/": case "/=": return { type: "Literal", value: this.rescanRegex() };
      case "@": return this.decoratedExpression();
      default: return this.unexpected();
    }
  }

  namePrimary() {
    if (this.escaped) return this.identifier();
    switch (this.value) {
      case "function": return this.functionNode("FunctionExpression", false);
      case "async": return this.asyncPrimary();
      case "class": return this.classNode("ClassExpression");
      case "new": return this.newExpression();
      case "import": return this.importExpression();
      case "this": case "super": case "null": case "true": case "false": {
        const word = this.value;
        this.advance();
        return { type: word === "this" ? "ThisExpression" : word === "super" ? "Super" : "Literal", value: word };
      }
      default: break;
    }
    if (reserved.has(this.value)) {
      if (this.value === "let" || this.value === "yield" || this.value === "await" || strictOnly.has(this.value)) {
        this.fail(`The keyword '${this.value}' is reserved`);
      }
      this.unexpected();
    }
    return this.identifier();
  }

  asyncPrimary() {
    if (this.startsAsyncFunction()) return this.asyncFunction("FunctionExpression");
    const word = this.identifier();
    if (this.type === "name" && !this.newline && !reserved.has(this.value) && this.value !== "of" && this.value !== "in") {
      const parameter = this.bindingIdentifier();
      if (!this.is("=>")) this.unexpected();
      return { ...parameter, isAsync: true };
    }
    return word;
  }

  decoratedExpression() {
    while (this.take("@")) this.unaryOrPostfix();
    if (!this.isWord("class")) this.unexpected();
    return this.classNode("ClassExpression");
  }

  newExpression() {
    this.advance();
    if (this.take(".")) {
      this.identifier();
      return { type: "MetaProperty" };
    }
    const callee = this.chain(this.primary(), false);
    return { type: "NewExpression", callee, arguments: this.is("(") ? this.callArguments() : [] };
  }

  importExpression() {
    const { start } = this;
    this.advance();
    if (this.take(".")) {
      this.identifier();
      return { type: "MetaProperty" };
    }
    const [source, options] = this.callArguments();
    if (source === undefined) this.unexpected();
    return { type: "ImportExpression", source, options, start };
  }

  parenthesesOrArrow() {
    this.expect("(");
    return this.allowIn(() => {
      const values = [];
      let onlyArrow = false;
      while (!this.take(")")) {
        values.push(this.spreadOrValue());
        if (values.at(-1).type === "SpreadElement") onlyArrow = true;
        if (this.take(",")) onlyArrow = onlyArrow || this.is(")");
        else if (!this.is(")")) this.unexpected();
      }
      if (this.is("=>") && !this.newline) return { type: "ArrowParameters", arrowParams: values, isAsync: false };
      if (values.length === 0 || onlyArrow) this.unexpected();
      const inner = values.length === 1 ? values[0] : { type: "SequenceExpression", expressions: values };
      return inner.type === "Identifier" ? { ...inner, parenthesised: true } : inner;
    });
  }

  arrayLiteral() {
    this.expect("[");
    const elements = [];
    this.list("]", () => elements.push(this.is(",") ? null : this.spreadOrValue()), true);
    return { type: "ArrayExpression", elements };
  }

  objectLiteral() {
    this.expect("{");
    const properties = [];
    this.list("}", () => properties.push(this.is("...") ? this.spreadOrValue() : this.property()));
    return { type: "ObjectExpression", properties };
  }

  property() {
    const { start } = this;
    const member = this.member(false);
    const base = { type: "Property", key: member.key, computed: member.computed };
    if (member.method) return { ...base, value: member.value, method: true };
    if (this.take(":")) return { ...base, value: this.allowIn(() => this.assignment()), method: false };
    if (!member.isName) this.unexpected();
    if (reserved.has(member.key.name)) this.fail(`The keyword '${member.key.name}' is reserved`, start);
    if (!this.take("=")) return { ...base, value: member.key, method: false };
    const value = { type: "AssignmentPattern", left: member.key, right: this.allowIn(() => this.assignment()) };
    return { ...base, value, method: false };
  }

  template() {
    const expressions = [];
    // The opening mark is the current token, so the scanning position is just behind it.
    while (this.scanTemplate() === "${") {
      this.advance();
      expressions.push(this.allowIn(() => this.expression()));
      if (!this.is("}")) this.unexpected();
    }
    this.end = this.position;
    this.advance();
    return { type: "TemplateLiteral", expressions };
  }

  spreadOrValue() {
    if (this.take("...")) return { type: "SpreadElement", argument: this.allowIn(() => this.assignment()) };
    return this.allowIn(() => this.assignment());
  }

  // ----- small helpers

  /** Items parted by commas up to a closing mark; a comma at the end is fine, gaps only where told. */
  list(close, item, gaps = false) {
    while (!this.take(close)) {
      item();
      if (gaps && this.is(",")) this.advance();
      else if (!this.take(",") && !this.is(close)) this.unexpected();
    }
  }

  allowIn(parse) {
    const outer = this.noIn;
    this.noIn = false;
    const result = parse();
    this.noIn = outer;
    return result;
  }

  parenthesised() {
    this.expect("(");
    const expression = this.allowIn(() => this.expression());
    this.expect(")");
    return expression;
  }

  identifier() {
    if (this.type !== "name") this.unexpected();
    const node = { type: "Identifier", name: this.value };
    this.advance();
    return node;
  }

  startsLet() {
    return this.peek(() => this.type === "name" ? !(this.value === "in" || this.value === "instanceof" || this.value === "of") : this.is("[") || this.is("{"));
  }

  startsAsyncFunction() {
    return this.peek(() => this.isWord("function") && !this.newline);
  }

  startsImportExpression() {
    return this.peek(() => this.is("(") || this.is("."));
  }

  peek(test) {
    const state = this.save();
    this.advance();
    const result = test();
    this.restore(state);
    return result;
  }

  is(value) {
    return this.type === "punctuator" && this.value === value;
  }

  isWord(value) {
    return this.type === "name" && this.value === value && !this.escaped;
  }

  take(value) {
    if (!this.is(value)) return false;
    this.advance();
    return true;
  }

  takeWord(value) {
    if (!this.isWord(value)) return false;
    this.advance();
    return true;
  }

  expect(value) {
    if (!this.take(value)) this.unexpected();
  }

  endsStatement() {
    return this.is(";") || this.is("}") || this.type === "end" || this.newline;
  }

  semicolon() {
    if (this.take(";")) return;
    if (!this.is("}") && this.type !== "end" && !this.newline) this.unexpected();
  }

  unexpected() {
    this.fail("Unexpected token");
  }
}

const strictOnly = new Set(["implements", "interface", "package", "private", "protected", "public", "static"]);
