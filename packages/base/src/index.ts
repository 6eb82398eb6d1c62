// @mandn/base: what every other package needs and none of them is about. No science, no native code, no dependency.
// Errors, files, locks, archives, JSON, and text for people; a new name here is one that several packages use.

export { CompactTexts } from "./compact-texts.js";
export { CodedError, type ErrorData, type ErrorDetails } from "./error.js";
export {
  contentHash,
  openRegular,
  openRegularSync,
  readSmallFile,
  removeTemporaries,
  temporaryBeside,
  writeAtomically,
  writeAtomicallySync,
} from "./file.js";
export {
  FileError,
  type FileErrorCode,
  type FileErrorDetails,
  fileError,
  orFileError,
  systemCode,
  systemWords,
} from "./file-error.js";
export { type Environment, type HomeEntry, homeContents, isHomeOpen, makeFolder, mandnHome } from "./home.js";
export { JsonFault, type JsonFaultDetails, JsonReader, parseJson } from "./json.js";
export { FileLock, type LockHolder, type TakeOver, withLock } from "./lock.js";
export { extremes, median } from "./numbers.js";
export {
  bytesOfPieces,
  doubleField,
  floatField,
  lengthOfPieces,
  messageField,
  type Piece,
  type Pieces,
  textField,
  varintField,
} from "./protobuf.js";
export {
  bytesText,
  type ColumnOptions,
  capitalised,
  clock,
  columns,
  columnWidths,
  counted,
  countText,
  duration,
  listed,
  percent,
  plain,
  someOf,
  times,
  visible,
  visibleJson,
  visibleLines,
} from "./text.js";
export {
  assertReadable,
  readZipDirectory,
  readZipFile,
  unpackZipEntry,
  type ZipEntry,
  ZipFault,
  type ZipLimits,
  type ZipSource,
} from "./zip.js";
export { writeZip, type ZipContent } from "./zip-write.js";
