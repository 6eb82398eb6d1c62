// An interpreter of Python's pickles that executes nothing: opcodes move inert data on a stack.
// The opcodes are those of Lib/pickletools.py; which names there are is in pickle-names.ts.

import type { Cursor } from "./byte-source.js";
import { asInteger, checkByteOrder, fillArray } from "./numpy-values.js";
import { allowedNames } from "./pickle-names.js";
import {
  type CallContext,
  Dict,
  List,
  Name,
  NumpyArray,
  NumpyDType,
  type PickleValue,
  Tuple,
} from "./pickle-values.js";

/** Gives the storage that a persistent id stands for. */
export type StorageLoader = (id: readonly PickleValue[]) => PickleValue;

/**
 * Interprets one pickle (protocols 1 to 5; opcodes as in Python's Lib/pickletools.py), from the cursor to its STOP.
 * Nothing is executed: names stand for entries of {@link allowedNames}, any other is refused by name. Time and memory
 * are bounded by the length of the pickle.
 *
 * @throws TorchError `file` if the pickle is damaged or wants what is not allowed
 */
export function unpickle(cursor: Cursor, loadStorage: StorageLoader): PickleValue {
  return new Unpickler(cursor, loadStorage).run();
}

/** A context for calls while reading from `cursor`. Memory may grow to 32 times what was read, and 8 MiB more. */
export function callContext(cursor: Cursor): CallContext {
  const start = cursor.position;
  let charged = 0;
  const error = (message: string, remedy?: string) => cursor.source.error(message, remedy);
  return {
    error,
    fail(message, remedy) {
      throw error(message, remedy);
    },
    charge(bytes) {
      charged += bytes;
      if (charged > (8 << 20) + 32 * (cursor.position - start)) {
        throw error("is made to exhaust memory: its pickle builds far more than it has bytes");
      }
    },
  };
}

const emptyTuple = new Tuple([]);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** Numbers that protocol 0 and 1 spell out. */
const spelled = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
]);
const longestLine = 4096;
const largestInteger = 1024; // bytes

class Unpickler {
  private readonly stack: PickleValue[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, PickleValue>();
  private readonly context: CallContext;

  constructor(
    private readonly cursor: Cursor,
    private readonly loadStorage: StorageLoader,
  ) {
    this.context = callContext(cursor);
  }

  run(): PickleValue {
    for (;;) {
      const opcode = this.cursor.byte();
      if (opcode === 0x2e) {
        const value = this.pop(); // STOP
        if (this.stack.length + this.marks.length > 0) this.fail("its pickle stops in the middle");
        return value;
      }
      if (!(this.constant(opcode) || this.text(opcode) || this.container(opcode) || this.machine(opcode))) {
        this.fail(`its pickle has the opcode 0x${opcode.toString(16)}, which torch.save does not write`);
      }
    }
  }

  /** Numbers, booleans and None. */
  private constant(opcode: number): boolean {
    const { cursor, stack } = this;
    switch (String.fromCharCode(opcode)) {
      case "N":
        stack.push(null);
        return true;
      case "\x88":
        stack.push(true);
        return true;
      case "\x89":
        stack.push(false);
        return true;
      case "J":
        stack.push(cursor.view(4).getInt32(0, true));
        return true;
      case "K":
        stack.push(cursor.byte());
        return true;
      case "M":
        stack.push(cursor.view(2).getUint16(0, true));
        return true;
      case "G":
        stack.push(cursor.view(8).getFloat64(0, false));
        return true;
      case "\x8a":
        stack.push(this.integer(cursor.byte()));
        return true;
      case "\x8b":
        stack.push(this.integer(cursor.view(4).getInt32(0, true)));
        return true;
      case "I": {
        const line = this.line();
        stack.push(line === "00" ? false : line === "01" ? true : this.decimal(line));
        return true;
      }
      case "L":
        stack.push(this.decimal(this.line().replace(/L$/, "")));
        return true;
      case "F": {
        const line = this.line();
        stack.push(spelled.get(line) ?? (/^-?\d+\.?\d*(e[+-]?\d+)?$/.test(line) ? Number(line) : this.malformed()));
        return true;
      }
      default:
        return false;
    }
  }

  /** Strings and bytes. Those of Python 2 are read as Latin-1, which loses nothing. */
  private text(opcode: number): boolean {
    const { cursor } = this;
    switch (String.fromCharCode(opcode)) {
      case "X":
        return this.unicode(cursor.view(4).getUint32(0, true));
      case "\x8c":
        return this.unicode(cursor.byte());
      case "\x8d":
        return this.unicode(this.length8());
      case "U":
        return this.latin1(cursor.byte());
      case "T":
        return this.latin1(cursor.view(4).getUint32(0, true));
      case "C":
        return this.binary(cursor.byte());
      case "B":
        return this.binary(cursor.view(4).getUint32(0, true));
      case "\x8e":
      case "\x96":
        return this.binary(this.length8());
      default:
        return false;
    }
  }

  private container(opcode: number): boolean {
    const { stack } = this;
    switch (String.fromCharCode(opcode)) {
      case "(":
        this.marks.push(stack.length);
        return true;
      case ")":
        stack.push(emptyTuple);
        return true;
      case "]":
        return this.make(new List(), 0);
      case "}":
        return this.make(new Dict(), 0);
      case "\x8f":
        return this.make(new List([], "set"), 0);
      case "t":
        return this.tuple(this.popToMark());
      case "\x85":
        return this.tuple([this.pop()]);
      case "\x86":
        return this.tuple([this.pop(), this.pop()].reverse());
      case "\x87":
        return this.tuple([this.pop(), this.pop(), this.pop()].reverse());
      case "l": {
        const items = this.popToMark();
        return this.make(new List(items), items.length);
      }
      case "d": {
        const items = this.popToMark();
        return this.make(new Dict(), 0) && this.setItems(items);
      }
      case "\x91": {
        const items = this.popToMark();
        return this.make(new List(items, "set"), items.length);
      }
      case "a":
        return this.extend([this.pop()], "list");
      case "e":
        return this.extend(this.popToMark(), "list");
      case "\x90":
        return this.extend(this.popToMark(), "set");
      case "s":
        return this.setItems([this.pop(), this.pop()].reverse());
      case "u":
        return this.setItems(this.popToMark());
      default:
        return false;
    }
  }

  /** Memo, names, calls and the like. */
  private machine(opcode: number): boolean {
    const { cursor, stack } = this;
    switch (String.fromCharCode(opcode)) {
      case "\x80":
        if (cursor.byte() > 5) this.fail("its pickle is of a protocol above 5");
        return true;
      case "\x95":
        if (this.length8() > cursor.remaining) this.fail("its pickle is truncated");
        return true;
      case "0":
        if (stack.length === (this.marks.at(-1) ?? 0) && this.marks.length > 0) this.marks.pop();
        else this.pop();
        return true;
      case "1":
        this.popToMark();
        return true;
      case "2":
        stack.push(this.top());
        return true;
      case "q":
        return this.remember(cursor.byte());
      case "r":
        return this.remember(cursor.view(4).getUint32(0, true));
      case "p":
        return this.remember(Number(this.decimal(this.line())));
      case "\x94":
        return this.remember(this.memo.size);
      case "h":
        return this.recall(cursor.byte());
      case "j":
        return this.recall(cursor.view(4).getUint32(0, true));
      case "g":
        return this.recall(Number(this.decimal(this.line())));
      case "c":
        stack.push(this.name(this.line(), this.line()));
        return true;
      case "\x93": {
        const [name, module] = [this.pop(), this.pop()];
        if (typeof module !== "string" || typeof name !== "string")
          return this.fail("its pickle names something that is no name");
        stack.push(this.name(module, name));
        return true;
      }
      case "R":
      case "\x81":
        return this.call(this.pop(), this.pop());
      case "\x92": {
        const [keywords, args, callee] = [this.pop(), this.pop(), this.pop()];
        if (!(keywords instanceof Dict) || keywords.pairs.length > 0)
          this.fail("its pickle makes a call with keywords");
        return this.call(args, callee);
      }
      case "i": {
        const callee = this.name(this.line(), this.line());
        return this.call(new Tuple(this.popToMark()), callee);
      }
      case "o": {
        const [callee, ...args] = this.popToMark();
        return this.call(new Tuple(args), callee ?? null);
      }
      case "b":
        return this.build(this.pop(), this.top());
      case "Q": {
        const id = this.pop();
        if (!(id instanceof Tuple)) return this.fail("its pickle refers to something that is no storage");
        stack.push(this.loadStorage(id.items));
        return true;
      }
      default:
        return false;
    }
  }

  private name(module: string, name: string): Name {
    const full = `${module}.${name}`.replace(/^__builtin__\./, "builtins.");
    const allowed = allowedNames.get(full);
    if (allowed !== undefined) return allowed;
    const shown = JSON.stringify(full.slice(0, 200));
    if (/^torch\.nn\.(modules|parallel)\./.test(full)) {
      return this.fail(
        `holds a whole model, not its weights: it wants to call ${shown}, which is not allowed`,
        "In Python, load it and save model.state_dict() instead.",
      );
    }
    return this.fail(
      `wants to call ${shown}, which is not allowed; nothing was executed`,
      "If you trust the file, load it in Python and save only tensors, numbers, strings and containers of them (for a model: model.state_dict()).",
    );
  }

  private call(args: PickleValue, callee: PickleValue): boolean {
    if (!(callee instanceof Name && args instanceof Tuple))
      return this.fail("its pickle calls something that is no function");
    const { call } = callee.meaning;
    if (call === undefined) return this.fail(`its pickle calls ${callee.name}, which is not allowed`);
    this.context.charge(64);
    this.stack.push(call(args.items, this.context));
    return true;
  }

  /** Gives an object its state. That of a dict (attributes such as a state dict's `_metadata`) is no part of its content. */
  private build(state: PickleValue, object: PickleValue): boolean {
    if (object instanceof NumpyDType) checkByteOrder(state, this.context);
    else if (object instanceof NumpyArray) fillArray(object, state, this.context);
    else if (object instanceof Dict && object.kind === "namespace" && state instanceof Dict)
      this.setItems([...state.pairs]);
    else if (!(object instanceof Dict && object.kind === "dict"))
      this.fail("its pickle gives state to something that has none");
    return true;
  }

  private make(value: PickleValue, slots: number): boolean {
    this.context.charge(48 + 8 * slots);
    this.stack.push(value);
    return true;
  }

  private tuple(items: PickleValue[]): boolean {
    return this.make(new Tuple(items), items.length);
  }

  private extend(items: readonly PickleValue[], kind: List["kind"]): boolean {
    const list = this.top();
    if (!(list instanceof List && list.kind === kind)) return this.fail(`its pickle adds to a ${kind} that is none`);
    this.context.charge(8 * items.length);
    for (const item of items) list.items.push(item);
    return true;
  }

  private setItems(items: readonly PickleValue[]): boolean {
    const dict = this.top();
    if (!(dict instanceof Dict) || items.length % 2 !== 0)
      return this.fail("its pickle sets items of something that is no dictionary");
    this.context.charge(8 * items.length);
    for (const item of items) dict.pairs.push(item);
    return true;
  }

  private remember(index: number): boolean {
    this.context.charge(64);
    this.memo.set(index, this.top());
    return true;
  }

  private recall(index: number): boolean {
    const value = this.memo.get(index);
    if (value === undefined) return this.fail(`its pickle refers to memo ${index}, which it has not filled`);
    this.stack.push(value);
    return true;
  }

  private top(): PickleValue {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) return this.fail("its pickle takes from an empty stack");
    return this.stack[this.stack.length - 1] as PickleValue;
  }

  private pop(): PickleValue {
    const value = this.top();
    this.stack.length -= 1;
    return value;
  }

  private popToMark(): PickleValue[] {
    const mark = this.marks.pop();
    if (mark === undefined) return this.fail("its pickle has an end without a start");
    return this.stack.splice(mark);
  }

  private unicode(length: number): boolean {
    const bytes = this.cursor.bytes(length);
    this.context.charge(24 + length);
    try {
      this.stack.push(utf8.decode(bytes));
    } catch (cause) {
      throw this.cursor.source.error("its pickle has a string that is not valid UTF-8", undefined, cause);
    }
    return true;
  }

  private latin1(length: number): boolean {
    const bytes = this.cursor.bytes(length);
    this.context.charge(24 + length);
    this.stack.push(Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1"));
    return true;
  }

  private binary(length: number): boolean {
    const bytes = this.cursor.bytes(length);
    this.context.charge(96 + length);
    this.stack.push(new Uint8Array(bytes)); // a copy: a view would keep the whole chunk
    return true;
  }

  /** A little-endian two's-complement integer of so many bytes. */
  private integer(length: number): number | bigint {
    if (length < 0 || length > largestInteger) return this.fail(`its pickle has an integer of ${length} bytes`);
    if (length === 0) return 0;
    const hex = Buffer.from(this.cursor.bytes(length)).reverse().toString("hex");
    return asInteger(BigInt.asIntN(8 * length, BigInt(`0x${hex}`)));
  }

  private decimal(text: string): number | bigint {
    return /^-?\d{1,2000}$/.test(text) ? asInteger(BigInt(text)) : this.malformed();
  }

  private malformed(): never {
    return this.fail(`its pickle has a malformed number before byte ${this.cursor.position}`);
  }

  private length8(): number {
    return Number(this.cursor.view(8).getBigUint64(0, true));
  }

  private line(): string {
    return Buffer.from(this.cursor.line(longestLine)).toString("utf8");
  }

  private fail(message: string, remedy?: string): never {
    return this.context.fail(message, remedy);
  }
}
