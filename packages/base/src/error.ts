// The base class of every error that the packages throw on purpose: TorchError, ImagingError, MnError and FileError. An
// error is data (what it is about, what is wrong, what mends it); its message is composed here and nowhere else.

import { visible } from "./text.js";

/** What any error may know, whatever it is about. A package's own details extend it. */
export interface ErrorDetails {
  /** What mends it, as one sentence. */
  readonly remedy?: string;
  /** The error that it follows from. */
  readonly cause?: unknown;
}

/** An error as data; the message is "subject: fault. remedy". */
export type ErrorData<Details extends ErrorDetails = ErrorDetails> = Details & {
  /** What it is about: a path, a case, a setting. */
  readonly subject?: string;
  /** What is wrong, as a clause without a full stop: "is cut off after 300 bytes". */
  readonly fault: string;
};

/**
 * An error with a code that programs can tell apart, and with its details as properties; what is undefined is none.
 *
 * @typeParam Code the codes that the class has
 * @typeParam Details what it may know beside the subject, the fault and the remedy
 */
export class CodedError<Code extends string = string, Details extends ErrorDetails = ErrorDetails> extends Error {
  readonly code: Code;
  declare readonly subject?: string;
  declare readonly fault?: string;
  declare readonly remedy?: string;

  /** From data: the message is composed, and names subject, fault and remedy once each. */
  constructor(code: Code, data: ErrorData<Details>);
  /** From a message that is whole already: it says itself what the details hold. */
  constructor(code: Code, message: string, details?: Details);
  constructor(code: Code, told: ErrorData<Details> | string, details?: Details) {
    const { cause, ...data }: ErrorDetails = (typeof told === "string" ? details : told) ?? {};
    super(typeof told === "string" ? told : composed(told), cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)));
  }
}

function composed({ subject, fault, remedy }: ErrorData): string {
  const sentence = `${subject === undefined ? "" : `${visible(subject)}: `}${fault}`;
  const separator = fault.includes("\n") ? "\n" : " "; // after a list of faults the remedy has a line of its own
  const end = /[.!?:]$/.test(sentence) || separator === "\n" ? "" : ".";
  return `${sentence}${end}${remedy === undefined ? "" : `${separator}${remedy}`}`;
}
