import { queryError } from '../protocol/error';
import { NeededAddresses } from '../remote/answering-request';
import { HostHeaders } from '../remote/host-headers';
import type { ColumnFile, Supplier } from '../session/supplier';

/** An extension may be guessed at: who has none of that name is to know soon. */
const EXTENSION_TIMEOUT_MS = 2000;

/** Brings files of other formats and what is behind addresses, by code that is loaded when the first of them is asked for. */
export class PageSupplier implements Supplier {
  readonly addresses = new NeededAddresses();
  /** What hosts get before they give a file. */
  readonly headers = new HostHeaders();

  async *read(name: string, data: Blob, part: string | undefined, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const [{ readerFor }, { formatOf, HEAD_BYTES }] = await Promise.all([
      import('../readers/readers'),
      import('../readers/format-of'),
    ]);
    const head = new Uint8Array(await data.slice(0, HEAD_BYTES).arrayBuffer());
    const { format, problem = 'It is of a format that is not known here.', hint } = formatOf(name, head);
    if (format === undefined || format === 'csv' || format === 'duckdb') throw queryError('FILE_ERROR', problem, hint);
    const reader = await readerFor(format);
    yield* reader.read(data, { signal, ...(part === undefined ? {} : { part }) });
  }

  async unpack(data: Blob): Promise<Blob> {
    const { unpacked } = await import('../readers/unpacked');
    return unpacked(data);
  }

  async fetch(address: string, signal: AbortSignal): Promise<Blob> {
    const { fetchFile } = await import('../remote/fetch-file');
    return (await fetchFile(address, { signal, headers: this.headers.for(address) })).data;
  }

  async openColumns(address: string, signal: AbortSignal): Promise<ColumnFile | null> {
    const { openParts } = await import('../remote/open-parts');
    const { headers } = this;
    const source = await openParts(address, {
      signal,
      get headers() {
        return headers.for(address);
      },
    });
    if (source === null) return null;
    const { openParquetColumns } = await import('../readers/parquet-reader-columns');
    const columns = await openParquetColumns(source, signal);
    return {
      ...columns,
      sizeBytes: source.size,
      get hasChanged() {
        return source.hasChanged;
      },
    };
  }

  async loadExtension(address: string, signal: AbortSignal): Promise<void> {
    const { fetchFile } = await import('../remote/fetch-file');
    const { data } = await fetchFile(address, {
      signal,
      headers: this.headers.for(address),
      startTimeoutMs: EXTENSION_TIMEOUT_MS,
    });
    this.addresses.answer(address, new Uint8Array(await data.arrayBuffer()));
  }
}
