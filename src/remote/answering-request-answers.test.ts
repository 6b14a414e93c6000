import { expect, test } from 'vitest';
import { NeededAddresses } from './answering-request';

const ADDRESS = 'https://h/x.wasm';
const BYTES = Uint8Array.of(1, 2, 3, 4, 5);

function ask(needed: NeededAddresses, method: string, range?: string, address = ADDRESS): XMLHttpRequest {
  const scope: { XMLHttpRequest?: new () => XMLHttpRequest } = {};
  needed.install(scope);
  if (!scope.XMLHttpRequest) throw new Error('It is not installed.');
  const request = new scope.XMLHttpRequest();
  request.open(method, address, false);
  request.responseType = 'arraybuffer';
  if (range !== undefined) request.setRequestHeader('range', range);
  request.send(null);
  return request;
}

function withBytes(): NeededAddresses {
  const needed = new NeededAddresses();
  needed.answer(ADDRESS, BYTES);
  return needed;
}

const bytesOf = ({ response }: XMLHttpRequest) => [...new Uint8Array(response as ArrayBuffer)];

test('GET gives a copy of the bytes', () => {
  const needed = withBytes();
  const request = ask(needed, 'GET');
  expect(request.status).toBe(200);
  expect(request.getResponseHeader('Content-Length')).toBe('5');
  expect(request.getResponseHeader('Last-Modified')).toBeNull();
  expect(bytesOf(request)).toEqual([1, 2, 3, 4, 5]);
  new Uint8Array(request.response as ArrayBuffer).fill(0);
  expect(bytesOf(ask(needed, 'get'))).toEqual([1, 2, 3, 4, 5]);
});

test('bytes that are a part of a buffer are given without the rest of it', () => {
  const needed = new NeededAddresses();
  needed.answer(ADDRESS, BYTES.subarray(1, 3));
  expect(bytesOf(ask(needed, 'GET'))).toEqual([2, 3]);
});

test('GET of a range gives that', () => {
  const request = ask(withBytes(), 'GET', 'bytes=1-2');
  expect(request.status).toBe(206);
  expect(request.getAllResponseHeaders().split('\r\n').sort()).toEqual([
    '',
    'accept-ranges: bytes',
    'content-length: 2',
    'content-range: bytes 1-2/5',
  ]);
  expect(bytesOf(request)).toEqual([2, 3]);
  expect(ask(withBytes(), 'GET', 'bytes=5-6').status).toBe(416);
});

test('HEAD gives no more than the length', () => {
  const request = ask(withBytes(), 'HEAD', 'bytes=0-');
  expect(request.status).toBe(206);
  expect(request.getResponseHeader('content-length')).toBe('5');
  expect(request.response).toBeNull();
});

test('a registered file is there, and its bytes are with the engine', () => {
  const needed = new NeededAddresses();
  needed.markRegistered(ADDRESS, 7);
  expect(ask(needed, 'HEAD').getResponseHeader('Content-Length')).toBe('7');
  expect(needed.all.size).toBe(0);
  expect(ask(needed, 'GET').status).toBe(404);
});

test('what is not known is noted and refused: whole files by a status, all else as the browser does', () => {
  const needed = new NeededAddresses();
  expect(ask(needed, 'GET', undefined, 'https://h/1').status).toBe(404);
  expect(() => ask(needed, 'HEAD', undefined, 'https://h/2')).toThrow("NetworkError: Failed to execute 'send'");
  expect(() => ask(needed, 'GET', 'bytes=0-0', 'https://h/3')).toThrow("Failed to load 'https://h/3'");
  expect(() => ask(withBytes(), 'PUT')).toThrow('NetworkError');
  expect([...needed.all]).toEqual(['https://h/1', 'https://h/2', 'https://h/3']);
});

test('what is forgotten is needed again', () => {
  const needed = withBytes();
  expect(needed.forget(ADDRESS)).toBe(true);
  expect(needed.forget(ADDRESS)).toBe(false);
  expect(ask(needed, 'GET').status).toBe(404);
});

test('the place is given back, but not from under another', () => {
  const before = Symbol('the browser’s own');
  const scope: { XMLHttpRequest?: unknown } = { XMLHttpRequest: before };
  const first = new NeededAddresses().install(scope);
  const second = new NeededAddresses().install(scope);
  const seconds = scope.XMLHttpRequest;
  first();
  expect(scope.XMLHttpRequest).toBe(seconds);
  second();
  expect(scope.XMLHttpRequest).not.toBe(seconds);
  first();
  expect(scope.XMLHttpRequest).toBe(before);
});
