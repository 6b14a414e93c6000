import { Parser } from 'saxen';

/** What is done with elements and text; names come without their prefix. */
export interface XmlHandlers {
  open: (name: string, attribute: (name: string) => string | undefined) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/**
 * Goes through XML.
 *
 * @param handlersFor is given what ends it early
 * @throws Error when it is broken
 */
export function readXml(xml: string, handlersFor: (stop: () => void) => XmlHandlers): void {
  const parser = new Parser();
  const { open, close, text } = handlersFor(() => parser.stop());
  parser.on('openTag', (name, attributes, decode) => {
    open(withoutPrefix(name), (wanted) => {
      const value = attributes()[wanted];
      return value === undefined ? undefined : decode(value);
    });
  });
  if (close) parser.on('closeTag', (name) => close(withoutPrefix(name)));
  if (text) {
    parser.on('text', (value, decode) => text(decode(value)));
    parser.on('cdata', text);
  }
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure ??= error;
    parser.stop();
  });
  parser.parse(xml);
  if (failure) throw failure;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
