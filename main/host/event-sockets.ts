import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { WindowEvent } from '../../shared/contract/bridge.ts';

/** The sockets over which pages hear events. A page only listens: whatever it sends ends its socket. */
export type EventSockets = {
  /** The caller has checked who asks. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(event: WindowEvent): void;
  close(): void;
};

/** Bytes waiting for a page that does not read; beyond that, progress is dropped for it. */
const mostWaiting = 1_048_576;

export function createEventSockets(greeting: WindowEvent): EventSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false });
  const post = (socket: WebSocket, event: WindowEvent) => {
    if (socket.readyState !== socket.OPEN) return;
    if (event.kind === 'progress' && socket.bufferedAmount >= mostWaiting) return;
    socket.send(JSON.stringify(event));
  };
  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        // A socket that breaks closes itself; without a listener the error would end the process.
        webSocket.on('error', () => webSocket.terminate());
        webSocket.on('message', () => webSocket.close(1008));
        post(webSocket, greeting);
      });
    },
    send(event) {
      for (const socket of server.clients) post(socket, event);
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
