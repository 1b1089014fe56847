type Resolved = { url: string; shortCircuit?: boolean };

const double = new URL('./electron.mjs', import.meta.url).href;

/** `import … from 'electron'` of the application finds the double. */
export async function resolve(
  specifier: string,
  context: unknown,
  next: (specifier: string, context: unknown) => Promise<Resolved>,
): Promise<Resolved> {
  return specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context);
}
