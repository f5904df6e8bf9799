import { isRecord, numberOf, parseJsonOr, textOf } from "./json";

const MessageType = { request: 0, response: 1 } as const;
const ResponseType = { reply: 0, event: 1 } as const;
const ActionType = { invoke: 0, register: 1, unregister: 2 } as const;
const FAILED = -2;

/** The frame an add-in page runs in, and the messages to and fro. */
export interface AddinFrame {
  readonly element: HTMLIFrameElement;
  /** Sends an event; `false` where the page has not registered for it. */
  emit(eventName: string, data: unknown): boolean;
  /** Forgets what the page has registered for: it has been loaded anew. */
  forgetRegistrations(): void;
  dispose(): void;
}

/** What is done with the messages of the page. */
interface FrameHandlers {
  /** Answers a call; `undefined` where there is no such method, so that the client hears of a failure. */
  readonly invoke: (methodName: string, data: unknown) => { readonly data: unknown } | undefined;
  readonly onRegistered: (eventName: string) => void;
}

/** Opens `url` in a frame below `parent`, prepared for office.js as Excel on the web prepares it. */
export function createAddinFrame(options: {
  readonly parent: HTMLElement;
  readonly url: string;
  readonly addinId: string;
  readonly title: string;
  readonly hostInfo: string;
  readonly handlers: FrameHandlers;
}): AddinFrame {
  const { addinId, handlers, url } = options;
  const conversationId = crypto.randomUUID();
  const addinOrigin = new URL(url, location.href).origin;
  const registered = new Set<string>();
  const element = document.createElement("iframe");
  element.title = options.title;
  element.name = JSON.stringify({
    baseFrameName: `addin-${conversationId}`,
    hostInfo: options.hostInfo,
    xdmInfo: [conversationId, addinId, location.origin].join("|"),
    serializerVersion: "1",
    flights: "[]",
  });
  element.allow = "clipboard-read; clipboard-write";
  element.src = url;

  function post(message: Readonly<Record<string, unknown>>): void {
    const envelope = { ...message, _conversationId: conversationId, _origin: location.origin, _serializerVersion: 1 };
    element.contentWindow?.postMessage(JSON.stringify(envelope), addinOrigin);
  }

  function reply(request: Readonly<Record<string, unknown>>, data: unknown, errorCode = 0): void {
    post({
      _messageType: MessageType.response,
      _responseType: ResponseType.reply,
      _errorCode: errorCode,
      _actionName: request["_actionName"],
      _correlationId: request["_correlationId"],
      _data: data,
    });
  }

  function answer(request: Readonly<Record<string, unknown>>): void {
    const name = textOf(request["_actionName"]);
    switch (numberOf(request["_actionType"])) {
      case ActionType.invoke: {
        const result = handlers.invoke(name, request["_data"]);
        if (result) reply(request, result.data ?? null);
        else reply(request, null, FAILED);
        return;
      }
      case ActionType.register:
        registered.add(name);
        reply(request, { Error: 0 });
        handlers.onRegistered(name);
        return;
      case ActionType.unregister:
        registered.delete(name);
        reply(request, { Error: 0 });
        return;
      default:
        reply(request, null, FAILED);
    }
  }

  /** The client waits for ever for a reply that is lost, so a handler that throws is answered too. */
  function receive(event: MessageEvent<unknown>): void {
    if (event.source !== element.contentWindow || event.origin !== addinOrigin) return;
    const message = typeof event.data === "string" ? parseJsonOr(event.data, undefined) : undefined;
    if (!isRecord(message) || message["_conversationId"] !== conversationId) return;
    if (message["_messageType"] !== MessageType.request) return;
    try {
      answer(message);
    } catch (error) {
      reply(message, null, FAILED);
      throw error;
    }
  }

  window.addEventListener("message", receive);
  options.parent.append(element);

  return {
    element,
    emit(eventName, data) {
      if (!registered.has(eventName)) return false;
      post({
        _messageType: MessageType.response,
        _responseType: ResponseType.event,
        _errorCode: 0,
        _actionName: eventName,
        _correlationId: -1,
        _data: data,
      });
      return true;
    },
    forgetRegistrations: () => registered.clear(),
    dispose() {
      window.removeEventListener("message", receive);
      element.remove();
    },
  };
}
