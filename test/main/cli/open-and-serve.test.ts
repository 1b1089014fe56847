import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandLineServices } from '../../../main/cli/verb-context.ts';
import { buildSample, runCli, temporaryFolder } from './run-cli.ts';

/** The doors that `serve` and `open` lead to, and what was asked of them. */
function doors(window: boolean) {
  const asked: unknown[] = [];
  const services: Partial<CommandLineServices> = {
    serve: async (options) => {
      asked.push(['serve', options]);
      return { url: 'http://127.0.0.1:8400/', close: async () => void asked.push(['close']) };
    },
    openWindow: async (file) => {
      asked.push(['window', file]);
      return window;
    },
    openBrowser: async (url) => void asked.push(['browser', url]),
  };
  return { asked, services };
}

describe('serve', () => {
  it('serves until it is stopped, opens a browser, and ends with 0', async () => {
    const { asked, services } = doors(false);
    const file = await buildSample(await temporaryFolder());
    const run = await runCli(['serve', '--port', '8400', file], { services, signal: AbortSignal.abort() });
    expect(run).toEqual({
      code: 0,
      out: 'Packwright is ready at http://127.0.0.1:8400/\n',
      err: 'Press Ctrl+C to stop.\n',
    });
    expect(asked).toEqual([
      ['serve', { package: file, port: 8400 }],
      ['browser', 'http://127.0.0.1:8400/'],
      ['close'],
    ]);
  });

  it('with --no-open and --quiet prints the address alone', async () => {
    const { asked, services } = doors(false);
    const run = await runCli(['serve', '--no-open', '--quiet'], { services, signal: AbortSignal.abort() });
    expect(run).toEqual({ code: 0, out: 'http://127.0.0.1:8400/\n', err: '' });
    expect(asked).toEqual([['serve', {}], ['close']]);
  });

  it('does not start for a package that is not there', async () => {
    const { asked, services } = doors(false);
    const folder = await temporaryFolder();
    expect(await runCli(['serve', path.join(folder, 'none.appv')], { services })).toMatchObject({
      code: 4,
      out: '',
    });
    expect(await runCli(['open', folder], { services })).toMatchObject({ code: 4, out: '' });
    expect(asked).toEqual([]);
  });

  it('calls what it did not expect a defect', async () => {
    const services = { serve: () => Promise.reject(new Error('never seen before')) };
    const run = await runCli(['serve', '--no-open'], { services });
    expect(run.err).toMatch(/error {2}BUG-INTERNAL\n.*never seen before/);
    expect(run.code).toBe(70);
  });
});

describe('open', () => {
  it('opens the window and ends', async () => {
    const { asked, services } = doors(true);
    const file = await buildSample(await temporaryFolder());
    expect(await runCli(['open', file], { services })).toEqual({ code: 0, out: '', err: '' });
    expect(asked).toEqual([['window', file]]);
    const run = await runCli(['open', '--json'], { services });
    expect(JSON.parse(run.out)).toEqual({ ok: true, issues: [] });
  });

  it('falls back to the browser where there is no window', async () => {
    const { asked, services } = doors(false);
    expect(await runCli(['open'], { services, signal: AbortSignal.abort() })).toMatchObject({ code: 0 });
    expect(asked.map((each) => (each as readonly unknown[])[0])).toEqual([
      'window',
      'serve',
      'browser',
      'close',
    ]);
  });
});
