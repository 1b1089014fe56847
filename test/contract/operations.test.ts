import { describe, expect, it } from 'vitest';
import { createWorkbench } from '../../main/operations/workbench.ts';
import { verbNames } from '../../main/cli/verb-names.ts';
import { operations } from '../../shared/contract/operations.ts';

const workerUrl = new URL('../../out/main/worker.js', import.meta.url);

describe('the table of operations', () => {
  it('has a function for every operation and no other', () => {
    const { handlers } = createWorkbench({ version: '1.2.3', workerUrl, electron: false });
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(operations).sort());
  });

  it('has a verb of the command line for everything about packages', () => {
    const verbOf: Readonly<Record<string, string>> = {
      buildFolder: 'build',
      planEdit: 'edit',
      editSchema: 'edit',
    };
    const verbs = Object.keys(operations)
      .filter((name) => name.startsWith('package.'))
      .map((name) => name.slice('package.'.length))
      .map((name) => verbOf[name] ?? name);
    for (const verb of verbs) expect(verbNames).toContain(verb);
  });

  it.each(Object.entries(operations))('%s refuses properties that it does not know', (_name, { input }) => {
    const result = input.safeParse({ unheardOf: true });
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain('unheardOf');
  });
});
