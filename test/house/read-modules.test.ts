import { cruise, type IDependency, type IModule } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import { root, runScript } from './checkout.ts';

/** Edges between our own files, as `from -> to`. */
async function ourEdges(): Promise<ReadonlySet<string>> {
  const program = `
    import { ignoredFolders } from './scripts/layers.mjs';
    import { readModules } from './scripts/read-modules.mjs';
    const edges = readModules('.', ignoredFolders).flatMap(({ file, imports }) =>
      imports.flatMap(({ to }) => (to.kind === 'file' && to.exists ? [file + ' -> ' + to.file] : [])));
    console.log(JSON.stringify(edges));
  `;
  const { stdout } = await runScript(root, ['--input-type=module', '--eval', program]);
  return new Set(JSON.parse(stdout) as readonly string[]);
}

function isOurs({ resolved, couldNotResolve, coreModule }: IDependency): boolean {
  return !couldNotResolve && !coreModule && !resolved.includes('node_modules');
}

/** With this parser it cannot read .tsx, and it sees no `import('./x.ts').Type`: it is a witness, not the judge. */
test('we see every import that dependency-cruiser sees', async () => {
  const { output } = await cruise(['main', 'scripts', 'shared', 'test'], {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures|[.]tsx$' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs'] },
  });
  const modules: readonly IModule[] = typeof output === 'string' ? [] : output.modules;
  const theirs = modules.flatMap(({ source, dependencies }) =>
    dependencies.filter(isOurs).map(({ resolved }) => `${source} -> ${resolved}`),
  );
  const ours = await ourEdges();
  expect(theirs.length).toBeGreaterThan(50);
  expect(theirs.filter((edge) => !ours.has(edge))).toEqual([]);
});
