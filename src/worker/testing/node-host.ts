import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Transport } from '../../client/transport';
import { createNodeEngine } from '../../session/testing/node-engine';
import { HostHeaders } from '../../remote/host-headers';
import { Session } from '../../session/session';
import { Host, type OpenSession, type Port } from '../host';

/** Node's ports are event targets too; the types of its own kind say otherwise. */
const asPort = (port: MessagePort) => port as unknown as Port & { start(): void };

/** A real session on the real engine, as the worker opens it. */
export const openNodeSession: OpenSession = async (message, _onProgress, options) => ({
  session: new Session(await createNodeEngine(), {
    ...options,
    schedule: (callback) => void setImmediate(callback),
    isRestart: message.isRestart,
    constants: message.constants,
    history: message.history,
  }),
  engine: null,
});

/** A host in this thread and the transport to it: real messages over a real channel. */
export function nodeHost(
  openSession: OpenSession = openNodeSession,
  headers = new HostHeaders(),
): {
  transport: Transport;
  /** The page's end, for what a client would not send. */
  port: MessagePort;
  /** Ends the host without a word to anybody, as a killed worker does; who listens is told so. */
  kill: () => void;
} {
  const { port1, port2 } = new MessageChannel();
  new Host(asPort(port1), openSession, (host, given) => headers.set(host, given));
  asPort(port1).start();
  let onDeath: (reason: string) => void = () => undefined;
  const close = (): void => {
    port1.close();
    port2.close();
  };
  const transport: Transport = {
    post: (packet, transfer = []) => {
      port2.postMessage(packet, transfer as never);
    },
    listen: (onPacket, onEnd) => {
      port2.on('message', onPacket);
      onDeath = onEnd;
    },
    close,
  };
  return {
    transport,
    port: port2,
    kill: () => {
      close();
      onDeath('The worker ended.');
    },
  };
}
