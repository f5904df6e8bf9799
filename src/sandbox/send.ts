import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxAnswer } from "./answer";

/** Sends answers, the faulty ways of sending included. */
export interface Sender {
  send(answer: SandboxAnswer, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** Ends what still waits, so that a server can close. */
  close(): void;
}

export function createSender(slowMs: number): Sender {
  const waiting = new Set<() => void>();
  const wait = (delayMs: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, delayMs);
      waiting.add(end);
    });
  return {
    async send(answer, request, reply) {
      const socket = request.raw.socket;
      switch (answer.delivery) {
        case "never": {
          const end = () => void socket.destroy();
          waiting.add(end);
          socket.once("close", () => waiting.delete(end));
          return reply.hijack();
        }
        case "reset":
          reply.hijack();
          socket.resetAndDestroy();
          return reply;
        case "cut": {
          reply.hijack();
          const whole = Buffer.from(answer.payload);
          reply.raw.writeHead(answer.status, {
            ...answer.headers,
            "content-type": answer.contentType,
            "content-length": whole.length,
          });
          reply.raw.write(whole.subarray(0, whole.length / 2), () => socket.destroy());
          return reply;
        }
        case "late":
          await wait(slowMs);
          return whole(answer, reply);
        case "half":
          return whole({ ...answer, payload: answer.payload.slice(0, answer.payload.length / 2) }, reply);
        case "whole":
          return whole(answer, reply);
      }
    },
    close() {
      for (const end of [...waiting]) end();
    },
  };
}

function whole({ status, payload, contentType, headers }: SandboxAnswer, reply: FastifyReply): FastifyReply {
  return reply.code(status).headers(headers).type(contentType).send(payload);
}
