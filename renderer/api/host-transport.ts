import type { WindowEvent } from '../../shared/contract/bridge.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Connection, Transport } from './transport.ts';

/** Milliseconds between two attempts to reach a host that has gone. */
const retryAfter = 1_000;

/**
 * The loopback host: a request a call, events over one WebSocket that is opened again when it breaks. When the host
 * that answers is another than at first, everything the page holds is gone and the page starts anew.
 */
export function hostTransport(reload: () => void): Transport {
  const eventListeners = new Set<(event: WindowEvent) => void>();
  const connectionListeners = new Set<(connection: Connection) => void>();
  let connection: Connection = 'connecting';
  let instance: string | undefined;

  const setConnection = (next: Connection) => {
    if (next === connection) return;
    connection = next;
    for (const listener of connectionListeners) listener(next);
  };
  const receive = (event: WindowEvent) => {
    if (event.kind === 'connected') {
      if (instance !== undefined && instance !== event.instance) return reload();
      instance = event.instance;
      return setConnection('online');
    }
    for (const listener of eventListeners) listener(event);
  };
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/events`);
    socket.addEventListener('message', (message) => receive(JSON.parse(String(message.data)) as WindowEvent));
    socket.addEventListener('close', () => {
      void whyNotConnected().then((why) => {
        setConnection(why);
        setTimeout(connect, retryAfter);
      });
    });
  };
  connect();

  return {
    async call({ call, operation, input }) {
      const response = await post(`/rpc/${operation}`, { call, input }, operation === 'document.close');
      return (await response.json()) as Result<unknown>;
    },
    async cancel(call) {
      await post('/cancel', { call }, false);
    },
    onEvent: (listener) => subscribe(eventListeners, listener),
    onConnection(listener) {
      listener(connection);
      return subscribe(connectionListeners, listener);
    },
  };
}

/** `keepalive` lets a request outlive the page that sent it. */
function post(address: string, body: unknown, keepalive: boolean): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    keepalive,
  });
}

/** A WebSocket does not tell why it was refused; a plain request does. */
async function whyNotConnected(): Promise<Connection> {
  try {
    const response = await fetch('/', { method: 'HEAD' });
    return response.status === 403 ? 'refused' : 'lost';
  } catch {
    return 'lost';
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
