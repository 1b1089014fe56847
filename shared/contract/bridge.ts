import { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { DocumentState, FileHandle, Progress } from './operations.ts';

/*
 * How a window and the main side talk, the same over Electron's IPC and over the loopback host: calls with an
 * answer, cancelling a call, and events that nobody asked for.
 */

/** Made by the window, unique as long as the window lives. */
const callId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** One call of an operation. The input is checked against the operation's own schema where it runs. */
export const callRequest = z.strictObject({
  call: callId,
  operation: z.string().min(1).max(64),
  input: z.unknown(),
});
export type CallRequest = z.output<typeof callRequest>;

export const cancelRequest = z.strictObject({ call: callId });

/** The one message that Electron's `rpc` channel takes. */
export const bridgeMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), ...callRequest.shape }),
  z.strictObject({ kind: z.literal('cancel'), ...cancelRequest.shape }),
]);

/** Longest message in UTF-16 code units (IPC) or body in bytes (host) that is taken from a window: 1 MiB. */
export const longestMessage = 1_048_576;

export type WindowEvent =
  | { readonly kind: 'progress'; readonly call: string; readonly progress: Progress }
  /** A document has been changed, by this window or another. */
  | { readonly kind: 'document'; readonly state: DocumentState }
  /** Something outside the window asks for one of the window's commands: Electron's menu. */
  | { readonly kind: 'command'; readonly command: string }
  /** Something outside the window asks to show a file: a second start of the application. */
  | { readonly kind: 'open'; readonly file: FileHandle }
  /** First event of a connection to the host. Another instance means that everything the window holds is gone. */
  | { readonly kind: 'connected'; readonly instance: string };

/** All that Electron's preload gives to the page, as `window.packwright`. */
export type Bridge = {
  call(request: CallRequest): Promise<Result<unknown>>;
  cancel(call: string): Promise<void>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: WindowEvent) => void): () => void;
};
