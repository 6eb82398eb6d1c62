// Protocol buffers (https://protobuf.dev/programming-guides/encoding), as far as writers of them need: fields as pieces of bytes. What
// is large, such as the weights of a network, is made when it is written, so that a message need not fit into memory twice.

/** Bytes, or bytes that are made when their turn comes. */
export type Piece = Uint8Array | { readonly byteLength: number; read(): Uint8Array };
/** Pieces one after the other. */
export type Pieces = readonly Piece[];

const WIRE = { varint: 0, double: 1, bytes: 2, float: 5 } as const;

/** A whole number; a negative one takes ten bytes, as int64 does. */
export function varintField(field: number, value: number | bigint): Pieces {
  return [Uint8Array.from([...key(field, WIRE.varint), ...base128(value)])];
}

export function doubleField(field: number, value: number): Pieces {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [Uint8Array.from(key(field, WIRE.double)), bytes];
}

export function floatField(field: number, value: number): Pieces {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [Uint8Array.from(key(field, WIRE.float)), bytes];
}

export function textField(field: number, value: string): Pieces {
  return messageField(field, [Buffer.from(value)]);
}

/** A message inside another, or bytes: the pieces with their length before them. */
export function messageField(field: number, ...parts: readonly Pieces[]): Pieces {
  const pieces = parts.flat();
  return [Uint8Array.from([...key(field, WIRE.bytes), ...base128(lengthOfPieces(pieces))]), ...pieces];
}

export function lengthOfPieces(pieces: Pieces): number {
  return pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** The bytes of pieces, one after the other. */
export function* bytesOfPieces(pieces: Pieces): Generator<Uint8Array> {
  for (const piece of pieces) yield piece instanceof Uint8Array ? piece : piece.read();
}

function key(field: number, wire: number): number[] {
  return base128(8 * field + wire);
}

/** A whole number in base 128, least digit first, each but the last with its top bit set. */
function base128(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const digits: number[] = [];
  for (; rest > 127n; rest >>= 7n) digits.push(Number(rest & 127n) | 128);
  return [...digits, Number(rest)];
}
