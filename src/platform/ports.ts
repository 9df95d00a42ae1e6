import browser, { type Runtime } from 'webextension-polyfill';

/** One end of a port, reduced to what the rooms need. */
export interface Port<Out, In> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Opens a port to whichever of our pages listens for that name. */
export function connectPort<Out, In>(name: string): Port<Out, In> {
  return wrap(browser.runtime.connect({ name }));
}

/** Hears the ports of that name that our own pages open; call it at the top level. */
export function onPortConnect<Out, In>(
  name: string,
  listener: (port: Port<Out, In>) => void,
): void {
  browser.runtime.onConnect.addListener((port) => {
    const ours = port.sender?.url?.startsWith(browser.runtime.getURL('')) === true;
    if (port.name === name && ours) listener(wrap(port));
  });
}

function wrap<Out, In>(port: Runtime.Port): Port<Out, In> {
  let open = true;
  port.onDisconnect.addListener(() => {
    open = false;
  });
  return {
    // A port may close between a check and the post: a closed end is no error here.
    post: (message) => {
      if (open) port.postMessage(message);
    },
    onMessage: (listener) => port.onMessage.addListener((message) => listener(message as In)),
    onClose: (listener) => port.onDisconnect.addListener(listener),
    close: () => port.disconnect(),
  };
}
