import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unpackContainer } from '../../main/container/unpack-container.ts';
import { verifyContainer } from '../../main/container/verify-container.ts';
import { issuesFromError } from '../../main/files/io-issue.ts';
import type { Issue } from '../../shared/base/issue.ts';
import { type IssueCode, issueSeverities } from '../../shared/base/issue-codes.ts';
import { workerUrl } from '../support/container/pack.ts';
import { complaintsOfReaders, craft } from '../support/craft/craft.ts';
import { samplePath } from '../support/samples.ts';

/*
 * A Python writer that shares nothing with ours makes right and damaged packages; the verifier must say nothing of
 * the former, and of the latter exactly what is wrong, and where.
 */

type Expected = {
  readonly file: string;
  readonly code: IssueCode;
  readonly part: string | null;
  /** Absolute, in bytes. */
  readonly offset: number | null;
  readonly block: number | null;
  /** Consequences of the same damage that may be reported besides. */
  readonly also: readonly IssueCode[];
};

/** Milliseconds. Generous for 94 MB of directory, far too short for a bomb that is read. */
const timeLimit = 15_000;

const badFolder = craft('defects.py');
const goodFolder = craft('variants.py');
const expected = JSON.parse(
  readFileSync(path.join(badFolder, 'expected.json'), 'utf8'),
) as readonly Expected[];
const goodFiles = readdirSync(goodFolder);

afterAll(() => {
  for (const folder of [badFolder, goodFolder]) rmSync(folder, { recursive: true });
});

function options() {
  return { workers: 2, workerUrl, signal: new AbortController().signal, progress: () => undefined };
}

async function findings(file: string): Promise<readonly Issue[]> {
  return (await verifyContainer(file, options())).issues;
}

/** Codes of why nothing was unpacked; empty when it was. */
async function unpackFailure(file: string, target: string): Promise<readonly IssueCode[]> {
  try {
    const unpacked = await unpackContainer(file, target, options());
    return unpacked.ok ? [] : unpacked.issues.map((each) => each.code);
  } catch (error) {
    return issuesFromError(error).map((each) => each.code);
  }
}

function isExpected(found: Issue, { code, part, offset, block }: Expected): boolean {
  return (
    found.code === code &&
    (part === null || found.part === part) &&
    (offset === null || found.where?.offset === offset) &&
    (block === null || found.where?.block === block)
  );
}

describe('a package that is right', () => {
  it.each(goodFiles)('%s gives no issue', async (file) => {
    expect(JSON.stringify(await findings(path.join(goodFolder, file)))).toBe('[]');
  });

  it.each(goodFiles)('%s is right for unzip, 7-Zip and zipfile too', async (file) => {
    expect(await complaintsOfReaders(path.join(goodFolder, file))).toEqual([]);
  });
});

describe('a crafted defect', () => {
  it.each(expected)(
    '$file',
    async (row) => {
      const found = await findings(path.join(badFolder, row.file));
      const told = JSON.stringify(found, null, 1);
      expect(
        found.some((each) => isExpected(each, row)),
        `${JSON.stringify(row)} not in ${told}`,
      ).toBe(true);
      // A long list of one code is cut short and counted.
      const allowed = new Set<IssueCode>([row.code, ...row.also, 'USE-MORE']);
      const beside = found.map((each) => each.code).filter((code) => !allowed.has(code));
      expect(beside.join(), told).toBe('');
    },
    timeLimit,
  );

  // The other codes are of records that unpacking does not go by.
  const dangerous = expected.filter(({ code }) =>
    /^OPC-NAME-|^ZIP-(?!GAP|DESCRIPTOR|FLAGS|COMMENT|VERSION|LOCAL-HEADER)/.test(code),
  );

  it.each(dangerous)(
    '$file is not unpacked, and nothing of it is left',
    async ({ file }) => {
      const place = mkdtempSync(path.join(tmpdir(), 'packwright-unpack-'));
      const codes = await unpackFailure(path.join(badFolder, file), path.join(place, 'one', 'two', 'out'));
      const left = readdirSync(place, { recursive: true });
      rmSync(place, { recursive: true });
      expect(codes).not.toEqual([]);
      expect(codes).not.toContain('BUG-INTERNAL');
      expect(left.filter((name) => name !== 'one' && name !== path.join('one', 'two'))).toEqual([]);
    },
    timeLimit,
  );

  it('is there for every code of the container and its parts', () => {
    const crafted = new Set(expected.map((each) => each.code));
    const codes = Object.keys(issueSeverities) as readonly IssueCode[];
    // What belongs into an App-V package is not the container's business: it has to read any AppX package.
    const missing = codes.filter((code) => /^(?:ZIP|OPC)-/.test(code) && !crafted.has(code));
    expect(missing.join()).toBe('OPC-PART-UNEXPECTED');
  });
});

describe('a real package of another writer', () => {
  for (const name of ['NotepadPlusPlus.appx', 'IntlPackage.appx']) {
    const file = samplePath('appx', name);
    it.skipIf(file === undefined)(`${name} gives no issue of the container`, async () => {
      const found = await findings(file ?? '');
      expect(found.filter((each) => /^(?:ZIP|OPC)-/.test(each.code))).toEqual([]);
    });
  }
});
