// The curves of a run as TensorBoard's event file, written beside events.jsonl.
// The format: tensorflow/core/util/event.proto and lib/io/record_writer of https://github.com/tensorflow/tensorflow

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { bytesOfPieces, doubleField, floatField, messageField, type Pieces, textField, varintField } from "@mandn/base";
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
      log.write(time, 0, textField(3, "brain.Event:2")); // file_version
      log.write(time, firstStep, messageField(7, varintField(1, 1))); // session_log { status: START }
      return log;
    });
  }

  /** Adds a point to each curve named. */
  add(step: number, time: number, scalars: Scalars): void {
    const values = Object.entries(scalars).map(([tag, value]) =>
      messageField(1, textField(1, tag), floatField(2, value)),
    );
    orRefused(this.path, "written", () => this.write(time, step, messageField(5, ...values))); // summary
  }

  close(): void {
    closeSync(this.file);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** One record, in one piece, so that a kill leaves whole ones. */
  private write(time: number, step: number, what: Pieces): void {
    // A step of 0 is left out: that is what a reader takes it for then.
    const fields = [doubleField(1, time / 1000), step === 0 ? [] : varintField(2, step), what].flat();
    const event = Buffer.concat([...bytesOfPieces(fields)]);
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
