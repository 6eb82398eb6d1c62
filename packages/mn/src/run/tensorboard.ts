// The curves of a run as TensorBoard's event file, written beside events.jsonl.
// The format: tensorflow/core/util/event.proto and lib/io/record_writer of https://github.com/tensorflow/tensorflow

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "./events.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";

/** Names of the curves in an event, with their values. */
export type Scalars = Readonly<Record<string, number>>;

/**
 * Scalars for TensorBoard: an event file of its own for each session of a run (`events.out.tfevents.…`), as its Python
 * writer makes them: TFRecords of `tensorflow.Event` messages. A session that goes on from a checkpoint says so with
 * `SessionLog.START`, by which TensorBoard leaves out what earlier files hold of later steps.
 */
export class TensorBoardLog {
  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /**
   * @param firstStep the first step of this session
   * @param time milliseconds since 1970
   * @throws MnError `run` when the folder cannot be written
   */
  static open({ tensorboard: folder }: RunFolder, firstStep: number, time: number): TensorBoardLog {
    const name = `events.out.tfevents.${String(Math.floor(time / 1000)).padStart(10, "0")}.${hostname()}.${process.pid}`;
    const path = join(folder, name);
    return orRefused(path, "written", () => {
      mkdirSync(folder, { recursive: true });
      const log = new TensorBoardLog(path, openSync(path, "a"));
      log.write(time, 0, text(3, "brain.Event:2")); // file_version
      log.write(time, firstStep, message(7, varint(1, 1))); // session_log { status: START }
      return log;
    });
  }

  /** Adds a point to each curve named. */
  add(step: number, time: number, scalars: Scalars): void {
    const values = Object.entries(scalars).map(([tag, value]) => message(1, text(1, tag), float(2, value)));
    orRefused(this.path, "written", () => this.write(time, step, message(5, ...values))); // summary
  }

  close(): void {
    closeSync(this.file);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** One record, in one piece, so that a kill leaves whole ones. */
  private write(time: number, step: number, what: Buffer): void {
    const event = Buffer.concat([double(1, time / 1000), varint(2, step), what]);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(event.length));
    const record = Buffer.concat([length, checksum(length), event, checksum(event)]);
    for (let done = 0; done < record.length; ) done += writeSync(this.file, record, done);
  }
}

/** The curves that an event of a run adds to; undefined where none. */
export function scalarsOf(
  event: RunEvent,
  classes: readonly string[],
): { readonly step: number; readonly scalars: Scalars } | undefined {
  if (event.type === "step") {
    const { update, batch, members } = event;
    const scalars = Object.entries(members).flatMap(([name, { rate, terms }]) => [
      ...Object.entries(terms).map(([term, value]) => [`${term === "loss" ? term : `loss-${term}`}/${name}`, value]),
      [`learning-rate/${name}`, rate],
      [`unlabelled/${name}`, batch.unlabelled],
    ]);
    return { step: update, scalars: Object.fromEntries(scalars) as Scalars };
  }
  if (event.type !== "validation") return undefined;
  const named = event.dice.flatMap((dice, index) =>
    dice === null ? [] : [[`validation-dice-${event.network}/${classes[index] ?? index + 1}`, dice] as const],
  );
  return { step: event.updates, scalars: Object.fromEntries(named) };
}

/** Remainders of every byte by Castagnoli's polynomial, bits reversed. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder;
});

/** CRC-32C (RFC 3720, appendix B.4). */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ TABLE[(remainder ^ byte) & 0xff];
  return ~remainder >>> 0;
}

/** CRC-32C as TFRecords hold it: turned right by 15 bits and moved by a constant, so that a CRC over it stays sound. */
function checksum(bytes: Uint8Array): Buffer {
  const crc = crc32c(bytes);
  const four = Buffer.alloc(4);
  four.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return four;
}

// Fields of protocol buffers: their number and wire type, then the value.

/** Left out where 0, which is what a reader takes it for then. */
function varint(field: number, value: number): Buffer {
  return Buffer.from(value === 0 ? [] : [field << 3, ...digits128(value)]);
}

function double(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = (field << 3) | 1;
  bytes.writeDoubleLE(value, 1);
  return bytes;
}

function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = (field << 3) | 5;
  bytes.writeFloatLE(value, 1);
  return bytes;
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value));
}

function message(field: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...digits128(length)]), ...parts]);
}

/** A whole number from 0 in base 128, least first, each but the last with its top bit set. */
function digits128(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...digits128(Math.floor(value / 128))];
}
