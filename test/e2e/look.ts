import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** Rules of WCAG 2.2 A and AA and axe's best practices. Fluent's focus guards are hidden and focusable on purpose. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const run = `axe.run({ exclude: [['[data-tabster-dummy]']] }).then((result) => result.violations)`;
  const found = (await page.evaluate(run)) as readonly Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const sizes = [
  { width: 1_280, height: 720 },
  { width: 1_920, height: 1_080 },
] as const;

/** A picture in each size, and no violation in either. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(size);
    // Motion ends within 150 ms, by the product's own rule.
    await page.waitForTimeout(250);
    await page.screenshot({ path: path.join(pictures, `${name}-${size.width}.png`) });
  }
  await page.setViewportSize(sizes[0]);
  expect(await violations(page), name).toEqual([]);
}
