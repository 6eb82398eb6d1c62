// The wire format against the examples in https://protobuf.dev/programming-guides/encoding, and against int64's longest numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytesOfPieces,
  floatField,
  lengthOfPieces,
  messageField,
  type Pieces,
  textField,
  varintField,
} from "../src/index.js";

const hex = (pieces: Pieces) => Buffer.concat([...bytesOfPieces(pieces)]).toString("hex");

test("fields are written as the format's guide shows them", () => {
  assert.equal(hex(varintField(1, 150)), "089601");
  assert.equal(hex(textField(2, "testing")), "120774657374696e67");
  assert.equal(hex(messageField(3, varintField(1, 150))), "1a03089601");
  assert.equal(hex(varintField(20, 0)), "a00100");
  assert.equal(hex(floatField(2, 1)), "150000803f");
});

test("negative and very large numbers take the bytes of an int64", () => {
  assert.equal(hex(varintField(1, -1)), "08ffffffffffffffffff01");
  assert.equal(hex(varintField(1, 2n ** 63n - 1n)), "08ffffffffffffffff7f");
});

test("bytes that are made later are made when their turn comes, and counted before", () => {
  let made = 0;
  const piece = {
    byteLength: 200,
    read() {
      made++;
      return new Uint8Array(200);
    },
  };
  const pieces = messageField(9, [piece]);
  assert.equal(lengthOfPieces(pieces), 203);
  assert.equal(made, 0);
  assert.equal(Buffer.concat([...bytesOfPieces(pieces)]).length, 203);
  assert.equal(made, 1);
});
