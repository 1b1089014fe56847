/*
 * Trees of files to measure with, the same on every computer: like those that the design's figures were taken on.
 * They are made once, in .cache/bench of the checkout, and written as they are made, so memory stays small.
 */
import { createCipheriv, createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './lib.mjs';

/**
 * @typedef {'random' | 'text' | 'binary' | 'zeros'} Kind
 * @typedef {{ path: string, bytes: number, kinds: readonly Kind[] }} PlannedFile `kinds` take turns by the mebibyte
 */

const mebibyte = 1_048_576;

/** Changes when a tree changes, so that an older one is not taken for it. */
const edition = 1;

const corpora = {
  'small-files': planSmallFiles,
  'medium-files': planMediumFiles,
  'one-2gb-file': () => [{ path: 'data/content.dat', bytes: 2_147_483_648, kinds: mixed }],
  'one-5gb-file': () => [{ path: 'data/content.dat', bytes: 5_368_709_120, kinds: mixed }],
  'many-files': planManyFiles,
};

/** Half of it does not compress. @type {readonly Kind[]} */
const mixed = ['random', 'binary', 'random', 'text'];

/** @typedef {keyof typeof corpora} CorpusName */

/** 5,000 files of 105.8 MB in all: text, libraries, data. @returns {PlannedFile[]} */
function planSmallFiles() {
  const next = numbers('small-files');
  /** @type {readonly (readonly [string, readonly Kind[]])[]} */
  const types = [
    ['txt', ['text']],
    ['dll', ['binary']],
    ['dat', ['random']],
    ['xml', ['text']],
    ['exe', ['binary']],
  ];
  return shares(5_000, 105_800_000, () => 0.1 + next() ** 4 * 10).map((bytes, index) => {
    const [ending, kinds] = types[index % types.length] ?? ['dat', ['random']];
    return { path: `folder ${index % 49}/file-${index}.${ending}`, bytes, kinds };
  });
}

/** 200 files of 503.4 MB in all, half random. @returns {PlannedFile[]} */
function planMediumFiles() {
  const next = numbers('medium-files');
  return shares(200, 503_400_000, () => 0.8 + next() * 0.4).map((bytes, index) => ({
    path: `folder ${index % 10}/file-${index}.${index % 2 === 0 ? 'dat' : 'dll'}`,
    bytes,
    kinds: mixed,
  }));
}

/**
 * Divides `total` bytes by weights.
 * @param {number} count
 * @param {number} total
 * @param {() => number} weight
 */
function shares(count, total, weight) {
  const weights = Array.from({ length: count }, weight);
  const sum = weights.reduce((all, each) => all + each, 0);
  return weights.map((each) => Math.round((each / sum) * total));
}

/** 100,000 files of up to 2 kB in 1,000 folders. @returns {PlannedFile[]} */
function planManyFiles() {
  const next = numbers('many-files');
  return Array.from({ length: 100_000 }, (_, index) => ({
    path: `folder ${index % 100}/part ${Math.floor(index / 100) % 10}/file-${index}.txt`,
    bytes: Math.floor(next() * 2_000),
    kinds: ['text'],
  }));
}

/**
 * Numbers from 0 to below 1 that depend on the name only.
 * @param {string} name
 * @returns {() => number}
 */
function numbers(name) {
  const stream = byteStream(name);
  return () => stream(4).readUInt32LE(0) / 2 ** 32;
}

/**
 * Bytes that look random and depend on the name only: the key stream of a cipher.
 * @param {string} name
 * @returns {(length: number) => Buffer}
 */
function byteStream(name) {
  const key = createHash('sha256').update(`${edition} ${name}`).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  return (length) => cipher.update(Buffer.alloc(length));
}

const vocabulary = makeVocabulary();

/** 4,096 words of 2 to 11 letters, each with a blank behind it. */
function makeVocabulary() {
  const next = numbers('vocabulary');
  return Array.from({ length: 4_096 }, () => {
    const letters = Array.from(
      { length: 2 + Math.floor(next() * 10) },
      () => 'etaoinshrdlcumwfgypbvk'[Math.floor(next() * 22)],
    );
    return Buffer.from(`${letters.join('')} `);
  });
}

/** Few values are frequent and many are rare, as in programs: deflate halves them. */
const skewedBytes = Uint8Array.from({ length: 256 }, (_, index) => Math.floor(255 * (index / 255) ** 11));

/**
 * @param {Kind} kind
 * @param {Buffer} random as many bytes as are wanted
 * @returns {Buffer}
 */
function shape(kind, random) {
  switch (kind) {
    case 'zeros':
      return Buffer.alloc(random.length);
    case 'text':
      return shapeText(random);
    case 'binary':
      return Buffer.from(random.map((byte) => skewedBytes[byte] ?? 0).buffer);
    default:
      return random;
  }
}

/** @param {Buffer} random */
function shapeText(random) {
  const text = Buffer.alloc(random.length, ' ');
  let written = 0;
  // Words have two letters and a blank at least, so two bytes a word last to the end of the text.
  for (let index = 0; index + 1 < random.length && written < text.length; index += 2) {
    // The square makes the first words frequent, as words of a language are.
    const place = Math.floor((random.readUInt16LE(index) / 65_536) ** 2 * vocabulary.length);
    written += vocabulary[place]?.copy(text, written) ?? 0;
  }
  return text;
}

/**
 * Folder of a corpus, which is made when it is not there yet.
 * @param {CorpusName} name
 * @param {{ folder?: string }} [options] where corpora are kept
 * @returns {Promise<string>}
 */
export async function corpus(name, { folder = join(root, '.cache', 'bench') } = {}) {
  const target = join(folder, `${name}-${edition}`);
  if (existsSync(target)) return target;
  console.error(`Making the files of ${name} ...`);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await writeFiles(unfinished, corpora[name](), byteStream(`content of ${name}`));
  await rename(unfinished, target);
  return target;
}

/**
 * Small files are written several at once, big ones piece by piece.
 * @param {string} folder
 * @param {readonly PlannedFile[]} files
 * @param {(length: number) => Buffer} random
 */
async function writeFiles(folder, files, random) {
  for (const parent of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(join(folder, parent), { recursive: true });
  }
  /** @type {Promise<void>[]} */
  let writing = [];
  for (const { path, bytes, kinds } of files) {
    const target = join(folder, path);
    if (bytes > mebibyte) await writeBigFile(target, bytes, kinds, random);
    else writing.push(writeFile(target, shape(kinds[0] ?? 'random', random(bytes))));
    if (writing.length < 64) continue;
    await Promise.all(writing);
    writing = [];
  }
  await Promise.all(writing);
}

/**
 * @param {string} target
 * @param {number} bytes
 * @param {readonly Kind[]} kinds
 * @param {(length: number) => Buffer} random
 */
async function writeBigFile(target, bytes, kinds, random) {
  const file = await open(target, 'w');
  try {
    for (let offset = 0, turn = 0; offset < bytes; offset += mebibyte, turn += 1) {
      const kind = kinds[turn % kinds.length] ?? 'random';
      await file.write(shape(kind, random(Math.min(mebibyte, bytes - offset))));
    }
  } finally {
    await file.close();
  }
}
