import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** There in Electron, absent in a browser. */
    readonly packwright?: Bridge;
  }
}

/** The bridge of Electron's preload, if this page has one. It lives as long as the page. */
export function bridgeTransport(): Transport | undefined {
  const bridge = window.packwright;
  if (bridge === undefined) return undefined;
  return {
    call: (request) => bridge.call(request),
    cancel: (call) => bridge.cancel(call),
    onEvent: (listener) => bridge.onEvent(listener),
    onConnection(listener) {
      listener('online');
      return () => undefined;
    },
  };
}
