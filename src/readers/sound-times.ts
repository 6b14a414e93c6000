import { DataType, RecordBatchReader, TimeUnit, type Data, type Field } from 'apache-arrow';
import { fieldsIn } from './arrow-batch';
import { fileError } from './file-error';

const unitsInDay: Record<TimeUnit, bigint> = {
  [TimeUnit.SECOND]: 86_400n,
  [TimeUnit.MILLISECOND]: 86_400_000n,
  [TimeUnit.MICROSECOND]: 86_400_000_000n,
  [TimeUnit.NANOSECOND]: 86_400_000_000_000n,
};

/** Whether there is a time of day among columns or their parts. */
export function haveTimes(fields: readonly Field<DataType>[]): boolean {
  return fields.some(({ type }) => DataType.isTime(type) || haveTimes(fieldsIn(type)));
}

/**
 * Looks at the times of day of an Arrow stream: the engine trusts them, and breaks down over the text of one of a million hours.
 *
 * @throws QueryError `FILE_ERROR` for one that is not within a day
 */
export function checkTimes(stream: Uint8Array): void {
  for (const batch of RecordBatchReader.from(stream)) checkData(batch.data);
}

function checkData(data: Data): void {
  if (DataType.isTime(data.type)) {
    const values = data.values as Int32Array | BigInt64Array;
    const day = unitsInDay[data.type.unit];
    for (let row = 0; row < data.length; row++) {
      const value = values[row] ?? 0;
      if ((value < 0n || value > day) && data.getValid(row)) {
        throw fileError(`This file has a time of day that there is not: ${value} of ${day} in a day.`);
      }
    }
  }
  for (const child of data.children) checkData(child);
}
